import { covers, type Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Agreement, Arrived } from '../model/facts.ts';

interface Row extends Arrived {
  readonly agreement: string;
}

/** Of who counts for itself, and delivered at least once, in profiles that the plan in force has. */
const arrivals = prepared<Row>(`
  select p.agreement, k.since::text as since, p."from" > k.since as whole,
         coalesce(d.added, 0)::float8 as added, coalesce(d.withdrawn, 0)::float8 as withdrawn
    from jsonb_to_recordset($1::jsonb) as p (agreement text, participant text, profile text, "from" date)
    join participant i on i.isil = p.participant and i.counts and i.survivor is null and i.counted_since is not null
    join counted_profile c on c.profile = p.profile and c.until is null
   cross join lateral (select greatest(c.since, i.counted_since) as since) k
    left join lateral (
      select sum(added_titles) as added, sum(withdrawn_titles) as withdrawn from statistics_by_day d
       where d.profile = p.profile and d.participant = i.number and d.day > k.since and d.day >= p."from") d on true`);

/** Of profiles that would be counted from now on: nothing has come yet of who counts for itself. */
const arrivalsFromNow = prepared<Row>(`
  select p.agreement, k.since::text as since, p."from" > k.since as whole, 0::float8 as added, 0::float8 as withdrawn
    from jsonb_to_recordset($1::jsonb) as p (agreement text, participant text, "from" date)
    join participant i on i.isil = p.participant and i.counts and i.survivor is null and i.counted_since is not null
   cross join projection j
   cross join lateral (select greatest(j.counted_on, j.assessed_on, i.counted_since) as since) k`);

/**
 * By agreement that is in force on a day and promises titles: what came of it, as far as that is known. `added` are
 * profiles that the plan in force does not have.
 */
export async function arrivalsOf(
  em: EntityManager,
  agreements: readonly Agreement[],
  on: Day,
  added: ReadonlySet<string> = new Set(),
): Promise<Map<string, Arrived>> {
  const promises = agreements
    .filter((it) => it.titles > 0 && covers(it, on))
    .map(({ agreement, participant, profile, from }) => ({ agreement, participant, profile, from }));
  if (promises.length === 0) return new Map();
  const ofAdded = promises.filter(({ profile }) => added.has(profile));
  const rows = [
    ...(await arrivals(em, JSON.stringify(promises))),
    ...(ofAdded.length === 0 ? [] : await arrivalsFromNow(em, JSON.stringify(ofAdded))),
  ];
  return new Map(rows.map(({ agreement, ...arrived }) => [agreement, arrived]));
}
