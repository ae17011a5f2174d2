import { atLeast } from '#libs/kernel';
import type { Responsible } from './facts.ts';
import { finding, type TargetRule } from './rule.ts';

/**
 * More participants than the target's maximum commit to `collect` at the target's level for the same language and
 * audience. The profile fixes both; within it, declared language coverages tell commitments apart, and a commitment
 * without one counts with each.
 */
export const overlapResponsibility: TargetRule = (facts) => {
  const { target, responsible } = facts;
  const maximum = target.maximumParticipants;
  if (target.activity !== 'collect' || maximum === null) return [];
  const atLevel = responsible.filter(({ commitment }) => atLeast(commitment, target.level));
  return coverages(atLevel).flatMap((coverage) => {
    const together = atLevel.filter(
      (it) => it.coverages.includes(null) || it.coverages.some((its) => its === coverage),
    );
    if (together.length <= maximum) return [];
    return finding('overlap.responsibility', facts, {
      subject: coverage ?? '',
      maximum,
      committed: together.length,
      languageCoverage: coverage,
      participants: together.map(({ participant }) => participant),
      agreements: together.flatMap(({ agreements }) => agreements),
    });
  });
};

function coverages(responsible: readonly Responsible[]): Responsible['coverages'] {
  const declared = new Set(responsible.flatMap((it) => it.coverages).filter((coverage) => coverage !== null));
  return declared.size === 0 ? [null] : [...declared].toSorted();
}
