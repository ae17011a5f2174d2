import type { Day } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Assessable } from '../model/assessment.ts';
import type { PlanVersion } from '../model/collection-plan.ts';
import type { Agreement, PlannedTitle, ProfileStatistics } from '../model/facts.ts';
import { arrayOf } from './array.ts';

/** Gathers what these profiles (by number) are to be judged by. */
export async function assessable(
  em: EntityManager,
  plan: PlanVersion,
  numbers: readonly number[],
  planned: readonly PlannedTitle[],
  date: Day,
): Promise<Assessable> {
  const profiles = numbers.map((number) => plan.profiles[number - 1]?.code ?? '');
  if (numbers.length === 0) return { plan, agreements: [], statistics: new Map(), planned, date };
  const agreements = await em.execute<Agreement[]>(
    `select a.agreement::text, i.isil as participant, a.profile, a.activity, a.level, a.current_level as "currentLevel",
            a.language_coverage as "languageCoverage", a.valid_from::text as "from", a.valid_to::text as "to"
       from agreement a join participant i on i.number = a.participant
      where a.profile in (select value from json_array_elements_text(?::json))
      order by a.agreement`,
    [JSON.stringify(profiles)],
  );
  const statistics = await statisticsOf(em, numbers);
  const byCode = new Map([...statistics].map(([number, it]) => [plan.profiles[number - 1]?.code ?? '', it]));
  return { plan, agreements, statistics: byCode, planned, date };
}

interface Counted {
  profile: number;
  titles: number;
  held: Record<string, number> | null;
  shared: { one: string; other: string; titles: number }[] | null;
}

async function statisticsOf(em: EntityManager, numbers: readonly number[]): Promise<Map<number, ProfileStatistics>> {
  const rows = await em.execute<Counted[]>(
    `select n.profile,
            (select coalesce(sum(titles), 0)::float8 from holders_histogram h where h.profile = n.profile) as titles,
            (select json_object_agg(i.isil, s.titles) from responsible r
               join participant_statistics s using (profile, participant) join participant i on i.number = r.participant
              where r.profile = n.profile) as held,
            (select json_agg(json_build_object('one', least(a.isil, b.isil), 'other', greatest(a.isil, b.isil), 'titles', s.titles)
                             order by least(a.isil, b.isil), greatest(a.isil, b.isil))
               from pair_statistics s join participant a on a.number = s.one join participant b on b.number = s.other
              where s.profile = n.profile and s.titles > 0) as shared
       from unnest(?::int[]) as n (profile)`,
    [arrayOf(numbers)],
  );
  return new Map(
    rows.map(({ profile, titles, held, shared }) => [
      profile,
      { titles, held: new Map(Object.entries(held ?? {})), shared: shared ?? [] },
    ]),
  );
}
