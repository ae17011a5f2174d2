import type { Day, Isil } from '#libs/kernel';
import { prepared } from '#libs/platform';
import { scopeMatcher } from '#libs/scopes';
import type { Crosswalk, Facets, Scope } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProfileStatistics } from '../model/facts.ts';
import { arrayOf } from './array.ts';

/** Of which titles profiles are made, and who takes part, where that is not as the counters have it. */
export interface Hypothesis {
  /** Whoever has left by this day counts under who goes on for it. */
  readonly on: Day;
  /** Who has closed besides. */
  readonly closed: readonly Isil[];
  /** Numbers of profiles with the titles that they have now. */
  readonly profiles: readonly number[];
  /** Profiles with other titles, by number. */
  readonly rescoped: ReadonlyMap<number, Scope>;
  /** Those of the plan. */
  readonly crosswalks: readonly Crosswalk[];
  /** Who is responsible, by number of profile: what these share is counted. */
  readonly responsible: ReadonlyMap<number, ReadonlySet<Isil>>;
}

/** What the holdings themselves tell; what is kept of them commitments tell. */
export type HoldingCounts = Omit<ProfileStatistics, 'retained'>;

interface Counted {
  readonly profile: number;
  readonly one: Isil | null;
  readonly other: Isil | null;
  readonly titles: number;
}

/** Who goes on for whom on a day (first parameter), when some have closed besides (second): begins a statement. */
export const LASTS = `with recursive lasts (number, isil, survivor) as (
    select number, isil, number from participant
     where (valid_to is null or valid_to >= $1::date) and isil <> all($2::text[])
    union
    select it.number, it.isil, lasts.survivor from participant it join lasts on lasts.isil = it.successor
     where it.valid_to < $1::date)`;

const counts = prepared<Counted>(`
  ${LASTS},
  matched as (
    select * from jsonb_to_recordset($4::jsonb) as m (profile int, material text, language text, audience text, classifications jsonb)),
  member as materialized (
    select p.profile, t.id as title from title t cross join lateral unnest(t.profiles) as p (profile)
     where p.profile = any($3::int[])
    union all
    select m.profile, t.id from matched m
      join title t using (material, language, audience, classifications)
     where not t.gone),
  held as materialized (
    select distinct m.profile, m.title, l.survivor as participant
      from member m join holding h on h.title = m.title and h.copies > 0 join lasts l on l.number = h.participant),
  responsible as (
    select r.profile, p.number as participant
      from jsonb_to_recordset($5::jsonb) as r (profile int, isil text) join participant p using (isil)),
  shared as (
    select profile, title, array_agg(participant) as holders
      from held join responsible r using (profile, participant) group by profile, title),
  counted as (
    select profile, null::int as one, null::int as other, count(distinct title) as titles from held group by profile
    union all
    select profile, participant, null, count(*) from held group by profile, participant
    union all
    select profile, one, other, count(*) from shared cross join unnest(holders) as one cross join unnest(holders) as other
     where one <> other group by profile, one, other)
  select c.profile, a.isil as one, b.isil as other, c.titles::float8 as titles
    from counted c left join participant a on a.number = c.one left join participant b on b.number = c.other
   where b.isil is null or a.isil < b.isil`);

/** Past this share of the titles it takes less to read all holdings once than to look up those of each title. */
const LARGE = 0.05;

/**
 * The server cannot tell how many titles are asked for, supposes one, and compares everything with everything. So it is
 * told by how it may join.
 */
async function joiningBySize<Row>(em: EntityManager, titles: number, count: () => Promise<Row>): Promise<Row> {
  const [row] = await em.execute<{ titles: number }[]>(
    `select greatest(reltuples, 0)::float8 as titles from pg_class where oid = 'title'::regclass`,
  );
  if (titles <= LARGE * (row?.titles ?? 0)) return await count();
  await em.execute(`set local work_mem = '256MB'; set local enable_nestloop = off`);
  const counted = await count();
  await em.execute(`set local work_mem to default; set local enable_nestloop to default`);
  return counted;
}

/** Counts profiles from the holdings themselves. It reads every title of theirs, so it takes as long as there are many. */
export async function countsUnder(
  em: EntityManager,
  { on, closed, profiles, rescoped, crosswalks, responsible }: Hypothesis,
): Promise<Map<number, HoldingCounts>> {
  const numbers = [...profiles, ...rescoped.keys()];
  if (numbers.length === 0) return new Map();
  const taking = [...responsible].flatMap(([profile, isils]) => [...isils].map((isil) => ({ profile, isil })));
  const matched = await matching(em, rescoped, crosswalks);
  const titles = matched.reduce((sum, it) => sum + it.titles, await titlesIn(em, profiles));
  const rows = await joiningBySize(em, titles, () =>
    counts(em, on, closed, profiles, JSON.stringify(matched), JSON.stringify(taking)),
  );
  const byProfile = Map.groupBy(rows, ({ profile }) => profile);
  return new Map(numbers.map((number) => [number, statisticsOf(byProfile.get(number) ?? [])]));
}

async function titlesIn(em: EntityManager, profiles: readonly number[]): Promise<number> {
  const [row] = await em.execute<{ titles: number }[]>(
    `select coalesce(sum(titles), 0)::float8 as titles from holders_histogram where profile = any(?::int[])`,
    [arrayOf(profiles)],
  );
  return row!.titles;
}

function statisticsOf(rows: readonly Counted[]): HoldingCounts {
  const held = rows.filter(({ one, other }) => one !== null && other === null);
  const shared = rows.flatMap(({ one, other, titles }) =>
    one === null || other === null ? [] : [{ one, other, titles }],
  );
  return {
    titles: rows.find(({ one }) => one === null)?.titles ?? 0,
    held: new Map(held.map(({ one, titles }) => [one!, titles])),
    shared: shared.toSorted((a, b) => (`${a.one} ${a.other}` < `${b.one} ${b.other}` ? -1 : 1)),
  };
}

/** A combination of facets of which so many titles come to be a profile's. */
interface Matched extends Facets {
  readonly profile: number;
  readonly titles: number;
}

/** The combinations of facets that these scopes take: far fewer than there are titles. */
export async function matching(
  em: EntityManager,
  rescoped: ReadonlyMap<number, Scope>,
  crosswalks: readonly Crosswalk[],
): Promise<Matched[]> {
  if (rescoped.size === 0) return [];
  const [numbers, profilesOf] = [
    [...rescoped.keys()],
    scopeMatcher(
      [...rescoped.values()].map((scope) => ({ scope })),
      crosswalks,
    ),
  ];
  const combinations = await em.execute<Omit<Matched, 'profile'>[]>(
    `select material, language, audience, classifications, count(*)::float8 as titles from title where not gone
      group by material, language, audience, classifications`,
  );
  return combinations.flatMap((facets) =>
    profilesOf(facets).flatMap((place) => (place === 0 ? [] : [{ profile: numbers[place - 1]!, ...facets }])),
  );
}

const alone = prepared<{ profile: number; titles: number }>(`
  with closing as (
    select l.participant, l.survivor from lasting l join participant p on p.number = l.survivor where p.isil = any($1::text[])),
  theirs as (select distinct h.title from holding h join closing using (participant) where h.copies > 0),
  alone as (
    select title from theirs where not exists (
      select from holding o join lasting l using (participant)
       where o.title = theirs.title and o.copies > 0 and l.survivor not in (select survivor from closing)))
  select p.profile, count(*)::float8 as titles
    from alone join title t on t.id = alone.title cross join lateral unnest(t.profiles) as p (profile)
   group by p.profile`);

/** How many titles of each profile, by number, nobody but those who close has. Reads only what these have. */
export async function heldByThemAlone(em: EntityManager, closed: readonly Isil[]): Promise<Map<number, number>> {
  const rows = await alone(em, closed);
  return new Map(rows.map(({ profile, titles }) => [profile, titles]));
}
