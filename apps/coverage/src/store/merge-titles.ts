import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ANY_HOLDERS_CHANGED } from './holder-changes.ts';
import { type Merged, NAMED_AMONG, RETAINED_AMONG } from './merged.ts';

export const TITLE_COLUMNS = [
  'id',
  'version',
  'keys',
  'title',
  'contributor',
  'year',
  'material',
  'language',
  'audience',
  'form',
  'classifications',
  'gone',
  'profiles',
] as const;

const COLUMNS = TITLE_COLUMNS.join(', ');

const NEWER_WINS = `on conflict (id) do update set ${TITLE_COLUMNS.slice(1)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')} where t.version < excluded.version`;

const FACETS = ['material', 'language', 'audience', 'classifications', 'gone'] as const;

function facetsOf(row: 'old' | 'new'): string {
  return `(${FACETS.map((facet) => `${row}.${facet}`).join(', ')})`;
}

const ALIASES = `
  forgotten as (
    delete from title_alias a using (select id, unnest(keys_before) as key, keys_now from applied) k
     where a.key = k.key and a.title = k.id and not k.key = any(k.keys_now)),
  remembered as (
    insert into title_alias (key, title)
    select key, id from applied cross join lateral unnest(keys_now) as key where key <> id
    on conflict do nothing)`;

/**
 * Takes some of a run's titles over and moves what each contributes from its former profiles to its present ones, in
 * one statement. Everything but `applied` reads what was there before it. The rows are taken by their place, so that
 * the plan is one of look-ups, however many others wait and however many titles there are.
 */
const mergeSome = prepared<Merged>(`
  with taken as (
    delete from pending_title
     where ctid = any(array(select ctid from pending_title where run = $1 limit $2))
    returning ${COLUMNS}),
  incoming as (select distinct on (id) ${COLUMNS} from taken order by id, version desc),
  applied as (
    insert into title as t (${COLUMNS}) select ${COLUMNS} from incoming ${NEWER_WINS}
    returning new.id, coalesce(old.profiles, '{}') as before, new.profiles as now,
      coalesce(old.keys, '{}') as keys_before, new.keys as keys_now,
      ${facetsOf('old')} is distinct from ${facetsOf('new')} as other_facets),
  noted as (
    insert into holder_change (titles) select array_agg(id) from applied where other_facets having count(*) > 0),
  ${ALIASES},
  shift as (
    select id, profile, sum(sign) as sign
      from (select id, unnest(before) as profile, -1 as sign from applied
            union all select id, unnest(now), 1 from applied) s
     group by id, profile having sum(sign) <> 0),
  moved as (
    select s.profile, s.sign, h.title, l.survivor as participant, sum(h.copies) as copies, sum(h.extant) as extant,
           sum(h.on_order) as on_order
      from shift s join holding h on h.title = s.id join lasting l using (participant)
     where h.copies > 0 or h.on_order > 0
     group by s.profile, s.sign, h.title, l.survivor),
  by_participant as (
    insert into participant_statistics as s (profile, participant, titles, copies, extant, on_order)
    select profile, participant, sum(sign * (copies > 0)::int), sum(sign * copies), sum(sign * extant), sum(sign * on_order)
      from moved group by profile, participant
    on conflict (profile, participant) do update set
      titles = s.titles + excluded.titles, copies = s.copies + excluded.copies,
      extant = s.extant + excluded.extant, on_order = s.on_order + excluded.on_order),
  by_holders as (
    insert into holders_histogram as s (profile, holders, titles)
    select profile, holders, sum(sign)
      from (select profile, title, sign, count(*) as holders from moved where copies > 0 group by profile, title, sign) n
     group by profile, holders having sum(sign) <> 0
    on conflict (profile, holders) do update set titles = s.titles + excluded.titles),
  by_pair as (
    insert into pair_statistics as s (profile, one, other, titles)
    select profile, one, other, sum(sign)
      from (select profile, sign, array_agg(participant) as who
              from moved join responsible using (profile, participant)
             where copies > 0 group by profile, title, sign) t
     cross join unnest(who) as one cross join unnest(who) as other
     where one < other
     group by profile, one, other having sum(sign) <> 0
    on conflict (profile, one, other) do update set titles = s.titles + excluded.titles),
  touched as (
    select id as key from applied
    union all select unnest(keys_now) from applied
    union all select unnest(keys_before) from applied),
  named as (${NAMED_AMONG}),
  changed as (select a.id as title, h.participant from applied a left join holding h on h.title = a.id and h.extant > 0),
  retained as (${RETAINED_AMONG})
  select array(select distinct profile from moved) as profiles,
         array(select profile || ' ' || participant from (select distinct profile, participant from moved) m) as counters,
         array(select key::text from named) as keys,
         array(select key::text from retained) as retained`);

const UNCOUNTED = `
  with applied as (
    insert into title as t (${COLUMNS})
    select distinct on (id) ${COLUMNS} from pending_title where run = ? order by id, version desc
    ${NEWER_WINS}
    returning new.id, coalesce(old.keys, '{}') as keys_before, new.keys as keys_now),
  ${ALIASES}
  select count(*)::int as changed from applied`;

/** Takes over so many of a run's titles at most; they wait no longer. */
export async function mergeTitles(em: EntityManager, run: number, most: number): Promise<Merged> {
  const [merged] = await mergeSome(em, run, most);
  return merged!;
}

/** For a load so large that counting everything again is cheaper than counting what it moved. */
export async function mergeTitlesUncounted(em: EntityManager, run: number): Promise<void> {
  await em.execute(UNCOUNTED, [run]);
  await em.execute(ANY_HOLDERS_CHANGED);
}
