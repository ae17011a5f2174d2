import type { Day, Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Attendance, Capacities } from '../model/capacity.ts';
import type { PlanVersion } from '../model/collection-plan.ts';
import { listNumberOf } from '../model/reference-list.ts';
import type { AgreedQuantity } from '../model/scenario-branch.ts';
import { arrayOf } from '../store/array.ts';

interface Held {
  readonly profile: number;
  readonly titles: number;
  readonly by: Record<Isil, number> | null;
  readonly listed: Record<Isil, number> | null;
}

/**
 * What is known on a day of those who could be responsible for these profiles, or for all: from the counters, which say
 * what each has of a profile, and from the agreements. Nobody's holdings are read.
 */
export async function capacities(
  em: EntityManager,
  plan: PlanVersion,
  on: Day,
  profiles: readonly string[] = plan.profiles.map(({ code }) => code),
): Promise<Capacities> {
  const participants = await em.execute<Attendance[]>(
    `select isil, coalesce(name, isil) as name, valid_from::text as "from", valid_to::text as "to", successor
       from participant where version > 0 order by isil`,
  );
  const agreements = await em.execute<AgreedQuantity[]>(
    `select a.agreement::text, i.isil as participant, a.profile, a.activity, a.level, a.current_level as "currentLevel",
            a.language_coverage as "languageCoverage", a.valid_from::text as "from", a.valid_to::text as "to",
            a.titles, a.copies
       from agreement a join participant i on i.number = a.participant
      where a.valid_to >= ?::date order by a.agreement`,
    [on],
  );
  const numbers = plan.profiles.flatMap(({ code }, place) => (profiles.includes(code) ? [place + 1] : []));
  const lists = numbers.map((number) => listNumberOf(plan, plan.profiles[number - 1]) ?? 'null');
  const held = await em.execute<Held[]>(
    `select n.profile,
            (select coalesce(sum(h.titles), 0)::float8 from holders_histogram h where h.profile = n.profile) as titles,
            (select json_object_agg(i.isil, s.titles) from participant_statistics s
               join participant i on i.number = s.participant where s.profile = n.profile and s.titles > 0) as by,
            (select json_object_agg(i.isil, s.titles) from participant_statistics s
               join participant i on i.number = s.participant where s.profile = n.list and s.titles > 0) as listed
       from unnest(?::int[], ?::int[]) as n (profile, list)`,
    [arrayOf(numbers), arrayOf(lists)],
  );
  return {
    plan,
    on,
    participants,
    agreements,
    held: new Map(
      held.map(({ profile, titles, by }) => [
        plan.profiles[profile - 1]!.code,
        { titles, by: new Map(Object.entries(by ?? {})) },
      ]),
    ),
    listed: new Map(
      held.map(({ profile, listed }) => [plan.profiles[profile - 1]!.code, new Map(Object.entries(listed ?? {}))]),
    ),
  };
}
