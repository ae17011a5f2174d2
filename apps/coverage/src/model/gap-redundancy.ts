import { atLeast } from '#libs/kernel';
import { finding, type TargetRule } from './rule.ts';

/** Fewer participants than the target's minimum are responsible at the target's level. */
export const gapRedundancy: TargetRule = (facts) => {
  const { responsible, target } = facts;
  const atLevel = responsible.filter(({ commitment }) => atLeast(commitment, target.level));
  if (target.minimumParticipants === null || atLevel.length >= target.minimumParticipants) return [];
  return [
    finding('gap.redundancy', facts, {
      minimum: target.minimumParticipants,
      atLevel: atLevel.length,
      participants: responsible.map(({ participant }) => participant),
      agreements: responsible.flatMap(({ agreements }) => agreements),
    }),
  ];
};
