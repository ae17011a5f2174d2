import type { Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Assessable } from '../model/assessment.ts';
import type { PlanVersion } from '../model/collection-plan.ts';
import type { Agreement } from '../model/facts.ts';
import { listNumberOf } from '../model/reference-list.ts';
import { arrivalsOf } from './arrivals.ts';
import { leavingTitles } from './leaving-titles.ts';
import { plannedTitles } from './planned-titles.ts';
import type { Subjects } from './subjects.ts';

/** Gathers what these profiles (by number) and these titles are to be judged by. */
export async function assessable(
  em: EntityManager,
  plan: PlanVersion,
  numbers: readonly number[],
  subjects: Subjects,
  date: Day,
): Promise<Assessable> {
  const named = {
    planned: await plannedTitles(em, subjects),
    leaving: await leavingTitles(em, plan, subjects),
  };
  if (numbers.length === 0) {
    return { plan, agreements: [], statistics: new Map(), arrived: new Map(), ...named, date };
  }
  const codeOf = (number: number): string => plan.profiles[number - 1]?.code ?? '';
  const lists = numbers.map((number) => listNumberOf(plan, plan.profiles[number - 1]));
  const rows = await factsAbout(em, numbers, numbers.map(codeOf), lists);
  const agreements = rows.flatMap((row) => row.agreements ?? []);
  return {
    plan,
    agreements,
    arrived: await arrivalsOf(em, agreements, date),
    statistics: new Map(
      rows.map(({ profile, titles, retained, held, listed, shared }) => [
        codeOf(profile),
        {
          titles,
          retained: retained ?? [],
          held: new Map(Object.entries(held ?? {})),
          listed: new Map(Object.entries(listed ?? {})),
          shared: shared ?? [],
        },
      ]),
    ),
    ...named,
    date,
  };
}

interface Counted {
  profile: number;
  titles: number;
  retained: { from: Day; titles: number }[] | null;
  held: Record<string, number> | null;
  listed: Record<string, number> | null;
  shared: { one: string; other: string; titles: number }[] | null;
  agreements: Agreement[] | null;
}

const factsAbout = prepared<Counted>(`
  select n.profile,
         (select coalesce(sum(titles), 0)::float8 from holders_histogram h where h.profile = n.profile) as titles,
         (select json_agg(json_build_object('from', greatest(day, date '0001-01-01'), 'titles', r.titles) order by day)
            from (select day, sum(titles) over (order by day)::float8 as titles
                    from retained_statistics s where s.profile = n.profile and s.titles <> 0) r) as retained,
         (select json_object_agg(i.isil, s.titles) from responsible r
            join participant_statistics s using (profile, participant) join participant i on i.number = r.participant
           where r.profile = n.profile) as held,
         (select json_object_agg(i.isil, s.titles) from responsible r
            join participant_statistics s on s.profile = n.list and s.participant = r.participant
            join participant i on i.number = r.participant
           where r.profile = n.profile) as listed,
         (select json_agg(json_build_object('one', least(a.isil, b.isil), 'other', greatest(a.isil, b.isil), 'titles', s.titles)
                          order by least(a.isil, b.isil), greatest(a.isil, b.isil))
            from pair_statistics s join participant a on a.number = s.one join participant b on b.number = s.other
           where s.profile = n.profile and s.titles > 0) as shared,
         (select json_agg(json_build_object('agreement', a.agreement, 'participant', i.isil, 'profile', a.profile,
                            'activity', a.activity, 'level', a.level, 'currentLevel', a.current_level,
                            'languageCoverage', a.language_coverage, 'from', a.valid_from, 'to', a.valid_to, 'titles', a.titles)
                          order by a.agreement)
            from agreement a join participant i on i.number = a.participant where a.profile = n.code) as agreements
    from unnest($1::int[], $2::text[], $3::int[]) as n (profile, code, list)`);
