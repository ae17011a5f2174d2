import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ANY_HOLDERS_CHANGED } from './holder-changes.ts';
import { type Merged, NAMED_AMONG, RETAINED_AMONG } from './merged.ts';

export const HOLDING_COLUMNS = ['participant', 'title', 'copies', 'extant', 'on_order', 'version'] as const;

const COLUMNS = HOLDING_COLUMNS.join(', ');

const NEWER_WINS = `on conflict (title, participant) do update set
    copies = excluded.copies, extant = excluded.extant, on_order = excluded.on_order, version = excluded.version
   where h.version < excluded.version`;

/**
 * Takes some of a run's holdings over and counts what changed, in one statement. Everything but `applied` reads what
 * was there before it; `presence` lays the change over that, under who goes on for each holder. Each title is looked up once
 * and its profiles are carried along. The rows are taken by their place, as with titles.
 */
const mergeSome = prepared<Merged>(`
  with taken as (
    delete from pending_holding
     where ctid = any(array(select ctid from pending_holding where run = $1 limit $2))
    returning ${COLUMNS}),
  applied as (
    insert into holding as h (${COLUMNS})
    select distinct on (title, participant) ${COLUMNS} from taken order by title, participant, version desc
    ${NEWER_WINS}
    returning new.title, new.participant,
      (new.copies > 0)::int - coalesce((old.copies > 0)::int, 0) as turned,
      new.copies - coalesce(old.copies, 0) as copies,
      new.extant - coalesce(old.extant, 0) as extant,
      new.on_order - coalesce(old.on_order, 0) as on_order),
  flipped as (select title, participant, turned from applied where turned <> 0),
  noted as (
    insert into holder_change (titles) select array_agg(distinct title) from flipped having count(*) > 0),
  placed as (select a.*, t.profiles, t.keys from applied a join title t on t.id = a.title),
  counting as (select p.*, l.survivor from placed p join lasting l using (participant)),
  presence as (
    select p.title, any_value(p.profiles) as profiles, l.survivor as participant,
           (sum(p.before) > 0)::int as before, (sum(p.before) + sum(p.turned) > 0)::int as now
      from (select h.title, h.participant, 1 as before, 0 as turned, c.profiles
              from (select distinct on (title) title, profiles from counting where turned <> 0) c
              join holding h on h.title = c.title and h.copies > 0
            union all select title, participant, 0, turned, profiles from counting where turned <> 0) p
      join lasting l using (participant)
     group by p.title, l.survivor),
  moved as (
    select p.profile, c.participant, c.titles, c.copies, c.extant, c.on_order
      from (select profiles, survivor as participant, 0 as titles, copies, extant, on_order from counting
             where (copies, extant, on_order) <> (0, 0, 0)
            union all select profiles, participant, now - before, 0, 0, 0 from presence where now <> before) c
     cross join lateral unnest(c.profiles) as p (profile)),
  by_participant as (
    insert into participant_statistics as s (profile, participant, titles, copies, extant, on_order)
    select profile, participant, sum(titles), sum(copies), sum(extant), sum(on_order)
      from moved group by profile, participant
    on conflict (profile, participant) do update set
      titles = s.titles + excluded.titles, copies = s.copies + excluded.copies,
      extant = s.extant + excluded.extant, on_order = s.on_order + excluded.on_order),
  holders as (
    select p.profile, n.before, n.now
      from (select any_value(profiles) as profiles, sum(before) as before, sum(now) as now from presence group by title) n
     cross join lateral unnest(n.profiles) as p (profile)
     where n.before <> n.now),
  by_holders as (
    insert into holders_histogram as s (profile, holders, titles)
    select profile, holders, sum(change)
      from (select profile, before as holders, -1 as change from holders where before > 0
            union all select profile, now, 1 from holders where now > 0) c
     group by profile, holders having sum(change) <> 0
    on conflict (profile, holders) do update set titles = s.titles + excluded.titles),
  of_responsible as (
    select p.profile, n.title, n.participant, n.before, n.now
      from presence n cross join lateral unnest(n.profiles) as p (profile)
      join responsible r on r.profile = p.profile and r.participant = n.participant),
  together as (
    select profile, array_agg(participant) as who, array_agg(before) as before, array_agg(now) as now
      from of_responsible group by profile, title having count(*) > 1),
  by_pair as (
    insert into pair_statistics as s (profile, one, other, titles)
    select profile, a.who, b.who, sum(a.now * b.now - a.before * b.before)
      from together t
     cross join lateral unnest(t.who, t.before, t.now) as a (who, before, now)
     cross join lateral unnest(t.who, t.before, t.now) as b (who, before, now)
     where a.who < b.who
     group by profile, a.who, b.who having sum(a.now * b.now - a.before * b.before) <> 0
    on conflict (profile, one, other) do update set titles = s.titles + excluded.titles),
  touched as (select title as key from applied union all select unnest(keys) from placed),
  named as (${NAMED_AMONG}),
  changed as (select title, participant from applied),
  retained as (${RETAINED_AMONG})
  select array(select distinct profile from moved) as profiles,
         array(select profile || ' ' || participant from (select distinct profile, participant from moved) m) as counters,
         array(select key::text from named) as keys,
         array(select key::text from retained) as retained`);

/** Takes over so many of a run's holdings at most; they wait no longer. */
export async function mergeHoldings(em: EntityManager, run: number, most: number): Promise<Merged> {
  const [merged] = await mergeSome(em, run, most);
  return merged!;
}

/** For a load so large that counting everything again is cheaper than counting what it moved. */
export async function mergeHoldingsUncounted(em: EntityManager, run: number): Promise<void> {
  await em.execute(
    `insert into holding as h (${COLUMNS})
     select distinct on (title, participant) ${COLUMNS} from pending_holding where run = ?
      order by title, participant, version desc
     ${NEWER_WINS}`,
    [run],
  );
  await em.execute(ANY_HOLDERS_CHANGED);
}
