import { wholeLevel } from '#libs/kernel';
import type { PlanSettings, Profile } from './collection-plan.ts';
import type { ProfileStatistics, Responsible } from './facts.ts';
import type { Finding } from './flag.ts';
import { measuredLevel } from './measured-level.ts';

/**
 * The level that a participant declares to have (CL) differs by a whole level or more from the level measured: the share
 * that it holds of the network's titles in the profile. Only where the plan says that the profile is measured so.
 */
export function riskLevelMismatch(
  { code, measuredAgainst }: Profile,
  declaring: readonly Responsible[],
  { titles, held }: ProfileStatistics,
  { levelBands }: PlanSettings,
): Finding[] {
  if (measuredAgainst === null || titles === 0) return [];
  return declaring.flatMap(({ participant, current, agreements }) => {
    const having = held.get(participant) ?? 0;
    const measured = measuredLevel(having, titles, levelBands);
    if (current === null || wholeLevel(current) === measured) return [];
    return [
      {
        kind: 'risk.level-mismatch' as const,
        profile: code,
        activity: null,
        subject: participant,
        participants: [participant],
        evidence: { current, measured: String(measured), held: having, titles, heldShare: having / titles, agreements },
      },
    ];
  });
}
