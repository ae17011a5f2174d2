import type { Day, Isil } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { Crosswalk, Scope } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import { minimumRetainedOf, type Profile } from '../model/collection-plan.ts';
import type { ProfileStatistics } from '../model/facts.ts';
import type { HoldersInMemory } from './holders-in-memory.ts';
import { LASTS, matching } from './hypothetical-counts.ts';
import { KEEPERS } from './retained-titles.ts';

/** What of profiles is kept enough, where the plan or who takes part is not as the counters have it. */
export interface RetainedHypothesis {
  /** Whoever has left by this day counts under who goes on for it. */
  readonly on: Day;
  /** Who has closed besides. */
  readonly closed: readonly Isil[];
  /** Every profile of the plan, by number: a commitment to one keeps titles in all that cover them. */
  readonly profiles: ReadonlyMap<number, Profile>;
  /** Those with other titles than they have now. */
  readonly rescoped: ReadonlyMap<number, Scope>;
  /** Those of the plan. */
  readonly crosswalks: readonly Crosswalk[];
}

type Retained = ProfileStatistics['retained'];

/** As `RETAINED_STATISTICS` counts, of a plan that is not in force. */
const kept = prepared<{ profile: number; from: Day; titles: number }>(`
  ${LASTS},
  profile as (
    select * from jsonb_to_recordset($3::jsonb) as p (profile int, code text, retained int, rescoped boolean)),
  matched as (
    select * from jsonb_to_recordset($4::jsonb) as m (profile int, material text, language text, audience text, classifications jsonb)),
  subject as (
    select title_meant_by(key) as title from retention_commitment where key is not null and not isempty(days)
    union
    select h.title
      from retention_commitment c join profile f on f.code = c.profile
      join lasts l on l.number = c.participant join lasts same on same.survivor = l.survivor
      join holding h on h.participant = same.number and h.copies > 0 and h.extant > 0
     where c.profile is not null and not isempty(c.days)),
  wanted as materialized (
    select t.id as title, t.keys,
           array(select p.profile from profile p where not p.rescoped and p.profile = any(t.profiles)
                 union all
                 select m.profile from matched m
                  where (m.material, m.language, m.audience, m.classifications)
                      = (t.material, t.language, t.audience, t.classifications)) as profiles
      from subject s join title t on t.id = s.title where not t.gone),
  there as (
    select distinct h.title, l.survivor as participant
      from wanted w join holding h on h.title = w.title and h.copies > 0 and h.extant > 0
      join lasts l on l.number = h.participant),
  promised as (
    select w.title, l.survivor as participant, c.days
      from (select title, title as key from wanted union select title, unnest(keys) from wanted) w
      join retention_commitment c on c.key = w.key and not isempty(c.days) and title_meant_by(c.key) = w.title
      join lasts l on l.number = c.participant
    union all
    select w.title, h.participant, c.days
      from wanted w join there h using (title) join lasts l on l.survivor = h.participant
      join retention_commitment c on c.participant = l.number and c.profile is not null and not isempty(c.days)
      join profile f on f.code = c.profile and f.profile = any(w.profiles)),
  keeping as (
    select title, participant, range_agg(days) as days from promised join there using (title, participant)
     group by title, participant),
  ${KEEPERS},
  enough as (
    select v.title, f.profile, range_agg(daterange(v.day, v.until)) as days
      from level v join wanted w using (title)
      join profile f on f.profile = any(w.profiles) and v.keepers >= f.retained
     where v.until is not null
     group by v.title, f.profile),
  change as (
    select profile, day, sum(change) as titles
      from enough cross join lateral unnest(days) as span
     cross join lateral (values (lower(span), 1), (upper(span), -1)) as e (day, change)
     where day <> 'infinity'
     group by profile, day having sum(change) <> 0)
  select profile, greatest(day, date '0001-01-01')::text as "from",
         (sum(titles) over (partition by profile order by day))::float8 as titles
    from change order by profile, day`);

/** By number of profile, from which days on how many of its titles are kept enough. Reads what anybody promised to keep. */
export async function retainedUnder(
  em: EntityManager,
  holders: HoldersInMemory,
  { on, closed, profiles, rescoped, crosswalks }: RetainedHypothesis,
): Promise<Map<number, Retained>> {
  const asked = [...profiles].map(([profile, it]) => {
    const retained = minimumRetainedOf(it);
    return { profile, code: it.code, retained, rescoped: rescoped.has(profile) };
  });
  if (asked.every(({ retained }) => retained === null)) return new Map();
  const rows = await kept(
    em,
    on,
    closed,
    JSON.stringify(asked),
    JSON.stringify(await matching(em, holders, rescoped, crosswalks)),
  );
  const byProfile = Map.groupBy(rows, ({ profile }) => profile);
  return new Map(
    asked.map(({ profile }) => [profile, (byProfile.get(profile) ?? []).map(({ from, titles }) => ({ from, titles }))]),
  );
}
