import type { Isil } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { HoldingCounts } from '../src/model/title-tally.ts';
import { type Hypothesis, LASTS } from '../src/store/hypothetical-counts.ts';

interface Counted {
  readonly profile: number;
  readonly one: Isil | null;
  readonly other: Isil | null;
  readonly titles: number;
}

const counts = prepared<Counted>(`
  ${LASTS},
  member as (
    select p.profile, t.id as title from title t cross join lateral unnest(t.profiles) as p (profile)
     where p.profile = any($3::int[])),
  held as (
    select distinct m.profile, m.title, l.survivor as participant
      from member m join holding h on h.title = m.title and h.copies > 0 join lasts l on l.number = h.participant),
  responsible as (
    select r.profile, p.number as participant
      from jsonb_to_recordset($4::jsonb) as r (profile int, isil text) join participant p using (isil)),
  taking as (select * from held join responsible using (profile, participant)),
  counted as (
    select profile, null::int as one, null::int as other, count(distinct title) as titles from held group by profile
    union all
    select profile, participant, null, count(*) from held group by profile, participant
    union all
    select a.profile, a.participant, b.participant, count(*)
      from taking a join taking b on b.profile = a.profile and b.title = a.title and b.participant <> a.participant
     group by a.profile, a.participant, b.participant)
  select c.profile, a.isil as one, b.isil as other, c.titles::float8 as titles
    from counted c left join participant a on a.number = c.one left join participant b on b.number = c.other
   where b.isil is null or a.isil < b.isil order by a.isil, b.isil`);

/** What the database itself counts of profiles of the plan in force, by the titles that are put down as theirs. */
export async function countedBySql(
  em: EntityManager,
  { on, closed, scopes, responsible }: Hypothesis,
): Promise<Map<number, HoldingCounts>> {
  const taking = [...responsible].flatMap(([profile, isils]) => [...isils].map((isil) => ({ profile, isil })));
  const rows = await counts(em, on, closed, [...scopes.keys()], JSON.stringify(taking));
  return new Map([...scopes.keys()].map((number) => [number, countsOf(rows.filter((it) => it.profile === number))]));
}

function countsOf(rows: readonly Counted[]): HoldingCounts {
  const held = rows.flatMap(({ one, other, titles }): [Isil, number][] =>
    one !== null && other === null ? [[one, titles]] : [],
  );
  const shared = rows.flatMap(({ one, other, titles }) =>
    one === null || other === null ? [] : [{ one, other, titles }],
  );
  return { titles: rows.find(({ one }) => one === null)?.titles ?? 0, held: new Map(held), shared };
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
   where p.profile > 0 group by p.profile`);

/** By number of profile, how many of its titles nobody but those who close has. */
export async function heldAloneBySql(em: EntityManager, closed: readonly Isil[]): Promise<Map<number, number>> {
  const rows = await alone(em, closed);
  return new Map(rows.map(({ profile, titles }) => [profile, titles]));
}
