import type { Day } from '#libs/kernel';
import type { PlanVersion, Profile } from './collection-plan.ts';
import type { Agreement, Arrived, LeavingTitle, PlannedTitle, ProfileStatistics } from './facts.ts';
import { flagOf, type Flag } from './flag.ts';
import { responsibleFor } from './responsible.ts';
import { gapLevel } from './gap-level.ts';
import { gapPreservation } from './gap-preservation.ts';
import { gapRedundancy } from './gap-redundancy.ts';
import { gapUnowned } from './gap-unowned.ts';
import { gapUndelivered } from './gap-undelivered.ts';
import { gapUpcoming } from './gap-upcoming.ts';
import { gapVolume } from './gap-volume.ts';
import { overlapHoldings } from './overlap-holdings.ts';
import { overlapPlannedTitle } from './overlap-planned-title.ts';
import { overlapResponsibility } from './overlap-responsibility.ts';
import { riskLastCopy } from './risk-last-copy.ts';
import { riskLevelMismatch } from './risk-level-mismatch.ts';
import { riskSingleHolder } from './risk-single-holder.ts';
import { turnsOf } from './turns.ts';

/** The rules that look at one target of one profile on one day. */
export const TARGET_RULES = [
  gapUnowned,
  gapLevel,
  gapRedundancy,
  gapVolume,
  gapPreservation,
  riskSingleHolder,
  overlapResponsibility,
  overlapHoldings,
] as const;

/** Everything that the flags of a day follow from. */
export interface Assessable {
  readonly plan: PlanVersion;
  readonly agreements: readonly Agreement[];
  /** Per profile code; a profile without statistics has nothing. */
  readonly statistics: ReadonlyMap<string, ProfileStatistics>;
  /** By agreement; of others it is not known what came of them. */
  readonly arrived: ReadonlyMap<string, Arrived>;
  readonly planned: readonly PlannedTitle[];
  readonly leaving: readonly LeavingTitle[];
  readonly date: Day;
}

const NOTHING: ProfileStatistics = { titles: 0, retained: [], held: new Map(), listed: new Map(), shared: [] };

/**
 * The flags of a plan version on a day. Profiles are judged apart from each other, and titles that are planned or that leave apart from them,
 * so judging a part gives that part of the whole: pass `profiles` to judge only those.
 */
export function assess(it: Assessable, profiles: readonly Profile[] = it.plan.profiles): Flag[] {
  const agreements = Map.groupBy(it.agreements, ({ profile }) => profile);
  const byCode = new Map(it.plan.profiles.map((profile) => [profile.code, profile]));
  const found = [
    ...profiles.flatMap((profile) => {
      const statistics = it.statistics.get(profile.code) ?? NOTHING;
      const made = agreements.get(profile.code) ?? [];
      const onTargets = profile.targets.flatMap((target) => {
        const responsible = responsibleFor(made, target.activity, it.date);
        const facts = { profile, target, responsible, statistics, on: it.date };
        const days = target.minimumRetained === null ? [] : statistics.retained.map(({ from }) => from);
        const turns = turnsOf(made, target.activity, it.date, it.plan.period, days);
        return [
          ...TARGET_RULES.flatMap((rule) => rule(facts)),
          ...gapUndelivered(facts, made, it.arrived),
          ...gapUpcoming(facts, turns, it.plan.period),
        ];
      });
      const declaring = responsibleFor(made, 'any', it.date);
      return [...onTargets, ...riskLevelMismatch(profile, declaring, statistics, it.plan)];
    }),
    ...it.planned.flatMap((title) => overlapPlannedTitle(title, byCode, it.date)),
    ...it.leaving.flatMap((title) => riskLastCopy(title)),
  ];
  return found.map((finding) => flagOf(it.plan, finding));
}
