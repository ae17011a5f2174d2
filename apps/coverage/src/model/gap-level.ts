import { atLeast, type Level } from '#libs/kernel';
import { highest } from './responsible.ts';
import { finding, type TargetRule } from './rule.ts';

/** The highest AC, or the highest CL, among those responsible is below the target's level. */
export const gapLevel: TargetRule = (facts) => {
  const { responsible, target } = facts;
  if (responsible.length === 0) return [];
  const highestCommitment = highest(responsible.map(({ commitment }) => commitment));
  const highestCurrent = highest(responsible.map(({ current }) => current));
  const below = (level: Level | null): boolean => level !== null && !atLeast(level, target.level);
  const indicators = [...(below(highestCommitment) ? ['AC'] : []), ...(below(highestCurrent) ? ['CL'] : [])];
  if (indicators.length === 0) return [];
  return [
    finding('gap.level', facts, {
      below: indicators,
      highestCommitment,
      highestCurrent,
      participants: responsible.map(({ participant }) => participant),
      agreements: responsible.flatMap(({ agreements }) => agreements),
    }),
  ];
};
