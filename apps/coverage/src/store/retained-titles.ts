import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What a participant (by its number) promised to keep: all that it has of a profile. */
export interface KeptProfile {
  readonly participant: number;
  readonly profile: string;
}

const IN_FORCE = `
    select pp.number as profile, pp.code, pp.retained
      from projection j join plan_profile pp on pp.plan = j.plan and pp.version = j.plan_version`;

/** Titles that some commitment may be about, where the plan in force asks for any. */
const ALL = `
  select title_meant_by(key) as title from retention_commitment where key is not null and not isempty(days)
     and exists (select from in_force where retained is not null)
  union
  select h.title from holding h join lasting l using (participant)
   where h.extant > 0 and exists (select from in_force where retained is not null)
     and l.survivor in (
       select k.survivor from retention_commitment c join in_force f on f.code = c.profile join lasting k using (participant)
        where not isempty(c.days))`;

const OF_TITLES = `
  select title_meant_by(key) as title from unnest($1::bigint[]) as key union select unnest($1::bigint[])`;

/** What participants have, or have had, of profiles: whatever they promised about it. */
const OF_PROFILES = `
  select distinct h.title
    from (select l.survivor, array_agg(distinct f.profile) as profiles
            from json_to_recordset($1::json) as asked (participant int, profile text)
            join in_force f on f.code = asked.profile join lasting l using (participant)
           group by l.survivor) k
    join lasting same using (survivor) join holding h on h.participant = same.participant
    join title t on t.id = h.title and t.profiles && k.profiles`;

/**
 * Who keeps titles, on which days, as common table expressions up to `keeping`. They are joined to tables, by their keys,
 * and not to each other, of whose sizes the server knows nothing. A participant keeps a title on the days of
 * its commitments, to that title by any of its keys or to what it has of a profile that covers the title, as long as it
 * has an extant copy; however many copies and commitments, it counts as one. All of it under who goes on for a
 * participant.
 */
export const keepingOf = (subject: string): string => `
  with in_force as (${IN_FORCE}),
  subject as (${subject}),
  wanted as (
    select t.id as title, t.keys, t.profiles
      from (select distinct title from subject) s join title t on t.id = s.title
     where not t.gone and exists (select from in_force f where f.retained is not null and f.profile = any(t.profiles))),
  promised as (
    select w.title, l.survivor as participant, c.days
      from (select title, title as key from wanted union select title, unnest(keys) from wanted) w
      join retention_commitment c on c.key = w.key and not isempty(c.days) and title_meant_by(c.key) = w.title
      join lasting l using (participant)
     where exists (
       select from lasting same join holding h on h.title = w.title and h.participant = same.participant
        where same.survivor = l.survivor and h.copies > 0 and h.extant > 0)
    union all
    select w.title, l.survivor, c.days
      from wanted w join holding h on h.title = w.title and h.copies > 0 and h.extant > 0
      join lasting l on l.participant = h.participant join lasting same on same.survivor = l.survivor
      cross join lateral unnest(w.profiles) as p (profile) join in_force f using (profile)
      join retention_commitment c on c.participant = same.participant and c.profile = f.code and not isempty(c.days)),
  keeping as (
    select title, participant, range_agg(days) as days from promised group by title, participant)`;

/** How many keep a title from a day until another, after `keeping`. */
export const KEEPERS = `edge as (
    select e.title, e.day, sum(e.change) as change
      from keeping k cross join lateral unnest(k.days) as span
     cross join lateral (values (k.title, lower(span), 1), (k.title, upper(span), -1)) as e (title, day, change)
     group by e.title, e.day),
  level as (
    select title, day, lead(day) over later as until, sum(change) over later as keepers
      from edge window later as (partition by title order by day))`;

/** The days on which a title is kept by as many participants as the plan in force asks of a profile. */
const definedFor = (subject: string): string => `
  ${keepingOf(subject)},
  ${KEEPERS}
  select v.title, f.profile, range_agg(daterange(v.day, v.until)) as days
    from level v join title t on t.id = v.title
    join in_force f on f.profile = any(t.profiles) and v.keepers >= f.retained
   where v.until is not null
   group by v.title, f.profile`;

export const RETAINED_TITLES = definedFor(ALL);

/** What the days of the titles come to: how many more of a profile's titles are kept enough from a day on. */
const changesOf = (days: string): string => `
  select profile, day, sum(change)::bigint as titles
    from ${days} cross join lateral unnest(days) as span
   cross join lateral (values (lower(span), sign), (upper(span), -sign)) as e (day, change)
   where day <> 'infinity'
   group by profile, day having sum(change) <> 0`;

export const RETAINED_STATISTICS = changesOf('(select profile, days, 1 as sign from retained_title) r');

const again = (subject: string): string => `
  with in_force as (${IN_FORCE}),
  asked as (${subject}),
  now as (${definedFor('select title from asked')}),
  before as (select * from retained_title where title in (select title from asked)),
  changed as (
    select title, profile, b.days as was, n.days as is_now from before b full join now n using (title, profile)
     where b.days is distinct from n.days),
  gone as (
    delete from retained_title r using changed c
     where c.is_now is null and (r.title, r.profile) = (c.title, c.profile)),
  kept as (
    insert into retained_title (title, profile, days) select title, profile, is_now from changed where is_now is not null
    on conflict (title, profile) do update set days = excluded.days),
  counted as (
    insert into retained_statistics as s (profile, day, titles)
    ${changesOf('(select profile, is_now as days, 1 as sign from changed union all select profile, was, -1 from changed) c')}
    on conflict (profile, day) do update set titles = s.titles + excluded.titles)
  select distinct profile from changed`;

const ofTitles = prepared<{ profile: number }>(again(OF_TITLES));
const ofProfiles = prepared<{ profile: number }>(again(OF_PROFILES));

/**
 * Finds again on which days the titles that these keys meant or mean are kept enough, and counts what changed. Gives the
 * numbers of the profiles in which anything did.
 */
export async function retainTitles(em: EntityManager, keys: readonly string[]): Promise<number[]> {
  if (keys.length === 0) return [];
  return (await ofTitles(em, keys)).map(({ profile }) => profile);
}

/** As `retainTitles`, for all that participants have of profiles. */
export async function retainOfProfiles(em: EntityManager, kept: readonly KeptProfile[]): Promise<number[]> {
  if (kept.length === 0) return [];
  return (await ofProfiles(em, JSON.stringify(kept))).map(({ profile }) => profile);
}
