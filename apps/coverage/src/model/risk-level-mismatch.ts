import { wholeLevel } from '#libs/kernel';
import type { PlanContent, Profile } from './collection-plan.ts';
import type { ProfileStatistics, Responsible } from './facts.ts';
import type { Finding } from './flag.ts';
import { measuredLevel, referenceOf } from './measured-level.ts';

/**
 * The level that a participant declares to have (CL) differs by a whole level or more from the level measured: the share
 * that it holds of a reference list, or of the network's titles in the profile. Only where the plan says against what the
 * profile is measured.
 */
export function riskLevelMismatch(
  profile: Profile,
  declaring: readonly Responsible[],
  statistics: ProfileStatistics,
  plan: PlanContent,
): Finding[] {
  const { code, measuredAgainst: reference } = profile;
  const { titles, held } = referenceOf(profile, plan, statistics);
  if (reference === null || titles === 0) return [];
  return declaring.flatMap(({ participant, current, agreements }) => {
    const having = held.get(participant) ?? 0;
    const measured = measuredLevel(having, titles, plan.settings.levelBands);
    if (current === null || wholeLevel(current) === measured) return [];
    return [
      {
        kind: 'risk.level-mismatch' as const,
        profile: code,
        activity: null,
        subject: participant,
        participants: [participant],
        evidence: {
          current,
          measured: String(measured),
          reference,
          held: having,
          titles,
          heldShare: having / titles,
          agreements,
        },
      },
    ];
  });
}
