import type { Activity, Day, Isil } from '#libs/kernel';
import type { Profile } from './collection-plan.ts';
import type { PlannedBy, PlannedTitle } from './facts.ts';
import type { Finding } from './flag.ts';

const PLANNED_FOR: Activity = 'collect';

/**
 * A title is in the plans of two participants, or planned while already held or on order by enough others. Every
 * submitter concerned sees it. Plans stand while submitted, and as agreements until these end.
 */
export function overlapPlannedTitle(
  planned: PlannedTitle,
  profiles: ReadonlyMap<string, Profile>,
  date: Day,
): Finding[] {
  const standing = planned.plannedBy.filter(({ to, profile }) => to >= date && profiles.has(profile));
  const submitters = distinct(standing.map(({ participant }) => participant));
  const having = distinct([...planned.heldBy, ...planned.onOrderBy]);
  const superfluous = standing.filter(({ participant, profile }) => {
    const enough = enoughFor(profiles.get(profile));
    return enough !== null && having.filter((isil) => isil !== participant).length >= enough;
  });
  const first = firstInPlan(standing, profiles);
  if (first === undefined || (submitters.length < 2 && superfluous.length === 0)) return [];
  const evidence = {
    title: planned.title,
    plannedBy: standing.map(({ participant, profile, source, id, identifier }) => ({
      participant,
      profile,
      source,
      id,
      identifier,
    })),
    heldBy: distinct(planned.heldBy),
    onOrderBy: distinct(planned.onOrderBy),
    enoughHolders: enoughFor(profiles.get(first.profile)),
    heldByEnoughOthers: distinct(superfluous.map(({ participant }) => participant)),
    agreements: distinct(standing.filter(({ source }) => source === 'agreement').map(({ id }) => id)),
  };
  const { kind, activity } = { kind: 'overlap.planned-title', activity: PLANNED_FOR } as const;
  return [{ kind, profile: first.profile, activity, subject: planned.subject, participants: submitters, evidence }];
}

/** One title makes one flag, under the first profile of the plan that a line names it for. */
function firstInPlan(standing: readonly PlannedBy[], profiles: ReadonlyMap<string, Profile>): PlannedBy | undefined {
  const order = [...profiles.keys()];
  return standing.toSorted((one, other) => order.indexOf(one.profile) - order.indexOf(other.profile))[0];
}

function enoughFor(profile: Profile | undefined): number | null {
  return profile?.targets.find(({ activity }) => activity === PLANNED_FOR)?.enoughHolders ?? null;
}

function distinct(values: readonly Isil[]): Isil[] {
  return [...new Set(values)].toSorted();
}
