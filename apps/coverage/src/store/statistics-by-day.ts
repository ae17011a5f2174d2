import type { Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { codeOfCategory, numberOfCategory, STATUTORY_CATEGORIES } from '../model/statutory-category.ts';
import type { Flow } from './flows.ts';

/** What counts whatever plan is in force: what no profile covers, and the statutory categories. */
const WITHOUT_PLAN = [
  [0, ''] as const,
  ...STATUTORY_CATEGORIES.map((it) => [numberOfCategory(it), codeOfCategory(it)] as const),
]
  .map(([number, code]) => `(${number}, '${code}')`)
  .join(', ');

const begin = prepared<{ day: Day }>(`
  with moved as (
    update projection set counted_on = $1::date where counted_on is null or counted_on < $1::date),
  begun as (
    insert into counted_profile (profile, since)
    select code, $1::date from (values ${WITHOUT_PLAN}) as v (number, code)
     where not exists (select from counted_profile where profile = ''))
  select greatest(counted_on, $1::date)::text as day from projection`);

/** The day that what happens on a day counts on: that day, or a later one on which something counted already. */
export async function countedDay(em: EntityManager, on: Day): Promise<Day> {
  const [row] = await begin(em, on);
  return row!.day;
}

const note = prepared<{ number: number }>(`
  update participant p set counted_since = $2::date
    from (select distinct l.survivor
            from (select distinct participant from pending_holding where run = $1) h
            join lasting l using (participant)
            join participant s on s.number = l.survivor and s.counted_since is null
           cross join lateral (
             select from pending_holding n
              where n.run = $1 and n.participant = h.participant
                and not exists (select from holding k where k.title = n.title and k.participant = n.participant
                                                        and k.version >= n.version)
              limit 1) something) d
   where p.number = d.survivor
  returning p.number`);

/**
 * Of whoever delivers for the first time, with what waits under a run's number, figures are known from this day on. To tell
 * again what was told before is to deliver nothing: one row that is newer than what is kept makes the difference.
 */
export async function noteDeliveries(em: EntityManager, run: number, on: Day): Promise<readonly number[]> {
  const rows = await note(em, run, on);
  return rows.map(({ number }) => number);
}

const CODES = `
    select n.number, n.code from plan_profile n join projection p on p.plan = n.plan and p.plan_version = n.version
    union all values ${WITHOUT_PLAN}`;

const KEPT = `
  stock as (
    select w.profile, w.participant, c.code, coalesce(s.titles, 0) as titles, coalesce(s.copies, 0) as copies,
           coalesce(s.extant, 0) as extant, coalesce(s.on_order, 0) as on_order
      from wanted w join codes c on c.number = w.profile
      left join participant_statistics s on s.profile = w.profile and s.participant = w.participant
     where w.participant <> 0
    union all
    select c.number, 0, c.code,
           coalesce((select sum(titles) from holders_histogram h where h.profile = c.number), 0),
           coalesce(sum(s.copies), 0), coalesce(sum(s.extant), 0), coalesce(sum(s.on_order), 0)
      from (select distinct profile from wanted) w join codes c on c.number = w.profile
      left join participant_statistics s on s.profile = w.profile
     group by c.number, c.code)
  insert into statistics_by_day as d (profile, participant, day, titles, copies, extant, on_order,
    added_titles, withdrawn_titles, added_copies, withdrawn_copies)
  select s.code, s.participant, $1::date, s.titles, s.copies, s.extant, s.on_order, coalesce(f."addedTitles", 0),
         coalesce(f."withdrawnTitles", 0), coalesce(f."addedCopies", 0), coalesce(f."withdrawnCopies", 0)
    from stock s left join flow f using (profile, participant)
    left join lateral (
      select titles, copies, extant, on_order from statistics_by_day l
       where l.profile = s.code and l.participant = s.participant order by day desc limit 1) l on true
   where f.profile is not null
      or (s.titles, s.copies, s.extant, s.on_order) <>
         (coalesce(l.titles, 0), coalesce(l.copies, 0), coalesce(l.extant, 0), coalesce(l.on_order, 0))
  on conflict (profile, participant, day) do update set titles = excluded.titles, copies = excluded.copies,
    extant = excluded.extant, on_order = excluded.on_order,
    added_titles = d.added_titles + excluded.added_titles,
    withdrawn_titles = d.withdrawn_titles + excluded.withdrawn_titles,
    added_copies = d.added_copies + excluded.added_copies,
    withdrawn_copies = d.withdrawn_copies + excluded.withdrawn_copies`;

/** Flows of profiles that were counted before the day: on the first day what came cannot be told from what was there. */
const FLOWS = `
  flow as (
    select f.* from jsonb_to_recordset($2::jsonb) as f (profile int, participant int, "addedTitles" bigint,
        "withdrawnTitles" bigint, "addedCopies" bigint, "withdrawnCopies" bigint)
      join codes c on c.number = f.profile
      join counted_profile k on k.profile = c.code and k.until is null and k.since < $1::date)`;

const keepSome = prepared(`
  with codes as (${CODES}), ${FLOWS},
  wanted as (
    select split_part(counter, ' ', 1)::int as profile, split_part(counter, ' ', 2)::int as participant
      from unnest($3::text[]) as counter
    union select profile, participant from flow), ${KEPT}`);

const keepAll = prepared(`
  with codes as (${CODES}), ${FLOWS},
  wanted as (select c.number as profile, p.number as participant from codes c cross join participant p), ${KEPT}`);

/** Keeps, as of a day, the counters that moved (`profile participant`), with what came and went that day. */
export async function keepDay(
  em: EntityManager,
  on: Day,
  counters: 'all' | Iterable<string>,
  flows: readonly Flow[] = [],
): Promise<void> {
  if (counters === 'all') return void (await keepAll(em, on, JSON.stringify(flows)));
  await keepSome(em, on, JSON.stringify(flows), [...counters]);
}

/** A plan version is in force from a day on: some profiles are no longer counted, others from now on. */
export async function followPlan(em: EntityManager, on: Day): Promise<void> {
  await em.execute(
    `update counted_profile set until = ? where until is null and profile not in (select code from (${CODES}) c)`,
    [on],
  );
  await em.execute(
    `insert into counted_profile (profile, since)
     select c.code, ? from (${CODES}) c
      where not exists (select from counted_profile k where k.profile = c.code and k.until is null)
     on conflict (profile, since) do update set until = null`,
    [on],
  );
}

/** The newest day of what is counted, and what it must be by the counters. */
export const NEWEST_DAY = {
  kept: `
    select distinct on (d.profile, d.participant) d.profile, d.participant, d.titles, d.copies, d.extant, d.on_order
      from statistics_by_day d join (${CODES}) c on c.code = d.profile
     order by d.profile, d.participant, d.day desc`,
  counted: `
    select c.code as profile, s.participant, s.titles, s.copies, s.extant, s.on_order
      from participant_statistics s join (${CODES}) c on c.number = s.profile
    union all
    select c.code, 0, coalesce((select sum(titles) from holders_histogram h where h.profile = c.number), 0)::bigint,
           sum(s.copies)::bigint, sum(s.extant)::bigint, sum(s.on_order)::bigint
      from participant_statistics s join (${CODES}) c on c.number = s.profile group by c.code, c.number`,
} as const;
