import type { Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { familiesOf, type Related } from '../model/families.ts';

/** What a participant got and let go of a profile, by numbers of both. */
export interface Flow {
  readonly profile: number;
  readonly participant: number;
  readonly addedTitles: number;
  readonly withdrawnTitles: number;
  readonly addedCopies: number;
  readonly withdrawnCopies: number;
}

/**
 * What a run will add and withdraw, from what waits and what is there: to be asked before any of it is merged. What a
 * participant has more of a title counts under the profiles that the title has afterwards, what it has less under those
 * that it had. Titles that became one, or several, are one title here: copies that went from the one to the other are
 * neither. Only those of whom an earlier day counted already have flows. Each row is looked up by its key, whatever there
 * is besides.
 */
const flowing = prepared<Flow>(`
  with known as materialized (
    select l.participant, l.survivor from lasting l join participant s on s.number = l.survivor
     where s.counted_since < $2::date),
  regrouped as (select * from unnest($3::bigint[], $4::bigint[]) as r (title, family)),
  incoming as materialized (
    select distinct on (title, participant) title, participant, copies, version from pending_holding
     where run = $1 order by title, participant, version desc),
  renewed as materialized (
    select distinct on (id) id, version, profiles from pending_title where run = $1 order by id, version desc),
  touched as (
    select distinct k.survivor, coalesce(r.family, i.title) as family
      from incoming i join known k using (participant) left join regrouped r using (title)),
  member as (
    select survivor, family, family as title from touched
    union select t.survivor, t.family, r.title from touched t join regrouped r using (family)),
  held as materialized (
    select m.survivor, m.family, m.title, sum(coalesce(h.copies, 0)) as before,
           sum(case when i.version > coalesce(h.version, -1) then i.copies else coalesce(h.copies, 0) end) as now
      from member m join known k using (survivor)
      left join lateral (
        select copies, version from holding where title = m.title and participant = k.participant offset 0) h on true
      left join incoming i on i.title = m.title and i.participant = k.participant
     group by m.survivor, m.family, m.title),
  change as (
    select survivor, family, sum(before) as before, sum(now) as now from held
     group by survivor, family having sum(before) <> sum(now)),
  placed as materialized (
    select h.survivor, h.family, h.before, h.now, c.before as had, c.now as has, coalesce(t.profiles, '{}') as profiles,
           case when n.version > coalesce(t.version, -1) then n.profiles else coalesce(t.profiles, '{}') end as renewed
      from change c join held h using (survivor, family)
      left join lateral (select profiles, version from title where id = h.title offset 0) t on true
      left join renewed n on n.id = h.title
     where h.before > 0 or h.now > 0),
  side as (
    select survivor, family, had, has, p.profile, (before > 0)::int as titles_before, 0 as titles_now,
           before as copies_before, 0 as copies_now
      from placed cross join lateral unnest(profiles) as p (profile)
    union all
    select survivor, family, had, has, p.profile, 0, (now > 0)::int, 0, now
      from placed cross join lateral unnest(renewed) as p (profile)),
  counted as (
    select survivor, family, profile, had, has, sum(titles_before) as titles_before, sum(titles_now) as titles_now,
           sum(copies_now) - sum(copies_before) as more
      from side group by survivor, family, profile, had, has)
  select profile, survivor as participant,
         coalesce(sum(titles_now) filter (where had = 0), 0)::float8 as "addedTitles",
         coalesce(sum(titles_before) filter (where has = 0), 0)::float8 as "withdrawnTitles",
         coalesce(sum(least(greatest(more, 0), has - had)) filter (where has > had), 0)::float8 as "addedCopies",
         coalesce(sum(least(greatest(-more, 0), had - has)) filter (where has < had), 0)::float8 as "withdrawnCopies"
    from counted group by profile, survivor`);

const related = prepared<Related>(`
  select one::text as one, other::text as other from regrouping where cause = any($1::uuid[])`);

/** Titles that these runs or decisions made one or several of: each with the family that they belong to. */
export async function familiesBy(em: EntityManager, causes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return familiesOf(await related(em, causes));
}

/** What will come and go with what waits under a run's number, whose titles belong to these families. */
export async function flowsOf(
  em: EntityManager,
  run: number,
  families: ReadonlyMap<string, string>,
  on: Day,
): Promise<readonly Flow[]> {
  const flows = await flowing(em, run, on, [...families.keys()], [...families.values()]);
  return flows.filter((it) => it.addedTitles + it.withdrawnTitles + it.addedCopies + it.withdrawnCopies > 0);
}
