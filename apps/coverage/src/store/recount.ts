import type { Day } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Flow } from './flows.ts';
import { RETAINED_STATISTICS, RETAINED_TITLES } from './retained-titles.ts';
import { countedDay, keepDay } from './statistics-by-day.ts';

/**
 * What each counter is by definition, over the rows as they are now; in an order in which one may use another. Titles that
 * count under the same profiles are added up first, which leaves little to be told apart by profile. Holders are counted in
 * the order of the key of holdings: how many titles there are the planner cannot guess once they are grouped.
 */
export const COUNTS = {
  participant_statistics: `
    select p.profile, c.participant, sum(c.titles)::bigint as titles, sum(c.copies)::bigint as copies,
           sum(c.extant)::bigint as extant, sum(c.on_order)::bigint as on_order
      from (select t.profiles, h.participant, count(*) filter (where h.copies > 0) as titles, sum(h.copies) as copies,
                   sum(h.extant) as extant, sum(h.on_order) as on_order
              from lasting_holding h join title t on t.id = h.title
             where h.copies > 0 or h.on_order > 0
             group by t.profiles, h.participant) c
     cross join lateral unnest(c.profiles) as p (profile)
     group by p.profile, c.participant`,
  holders_histogram: `
    select p.profile, c.holders, sum(c.titles)::bigint as titles
      from (select t.profiles, n.holders, count(*) as titles
              from (select h.title, count(distinct l.survivor)::int as holders
                      from holding h join lasting l using (participant) where h.copies > 0 group by h.title) n
              join title t on t.id = n.title
             group by t.profiles, n.holders) c
     cross join lateral unnest(c.profiles) as p (profile)
     group by p.profile, c.holders`,
  responsible: `
    select distinct pp.number as profile, a.participant
      from agreement a join collection_plan cp on cp.state = 'adopted'
      join plan_profile pp on pp.plan = cp.plan and pp.version = cp.version and pp.code = a.profile`,
  pair_statistics: `
    with held as (
      select r.profile, h.title, h.participant
        from lasting_holding h join title t on t.id = h.title cross join lateral unnest(t.profiles) as p (profile)
        join responsible r on r.profile = p.profile and r.participant = h.participant
       where h.copies > 0)
    select a.profile, a.participant as one, b.participant as other, count(*) as titles
      from held a join held b on b.profile = a.profile and b.title = a.title and b.participant > a.participant
     group by a.profile, a.participant, b.participant`,
  retained_title: RETAINED_TITLES,
  retained_statistics: RETAINED_STATISTICS,
} as const;

/**
 * Counts everything again, as of a day; what came and went that day is known of some of it. Readers see the former
 * figures until the transaction commits.
 */
export async function recount(em: EntityManager, on: Day, flows: readonly Flow[] = []): Promise<void> {
  await em.execute(`set local work_mem = '256MB'`);
  for (const [table, definition] of Object.entries(COUNTS)) {
    await em.execute(`delete from ${table}`);
    await em.execute(`insert into ${table} ${definition}`);
  }
  await keepDay(em, await countedDay(em, on), 'all', flows);
}

/**
 * Counts the titles shared by pairs that a newly responsible participant is part of, after `responsible` has them. The
 * holdings are read only when a pair has titles on both sides.
 */
export async function countNewPairs(
  em: EntityManager,
  added: readonly { profile: number; participant: number }[],
): Promise<void> {
  if (added.length === 0) return;
  await em.execute(
    `with added as (select * from json_to_recordset(?::json) as a (profile int, participant int)),
     wanted as (
       select distinct r.profile, least(a.participant, r.participant) as one, greatest(a.participant, r.participant) as other
         from added a join responsible r on r.profile = a.profile and r.participant <> a.participant
         join participant_statistics x on (x.profile, x.participant) = (r.profile, r.participant) and x.titles > 0
         join participant_statistics y on (y.profile, y.participant) = (r.profile, a.participant) and y.titles > 0)
     insert into pair_statistics (profile, one, other, titles)
     select w.profile, w.one, w.other, count(distinct h.title)
       from wanted w join lasting x on x.survivor = w.one join holding h on h.participant = x.participant and h.copies > 0
       join title t on t.id = h.title and w.profile = any(t.profiles)
       join lasting y on y.survivor = w.other
       join holding o on o.title = h.title and o.participant = y.participant and o.copies > 0
      group by w.profile, w.one, w.other
     on conflict (profile, one, other) do update set titles = excluded.titles`,
    [JSON.stringify(added)],
  );
}
