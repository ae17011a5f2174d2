import type { Day, Isil } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlanVersion, Profile } from '../model/collection-plan.ts';
import type { ProfileStatistics } from '../model/facts.ts';
import { numberOfList } from '../model/reference-list.ts';
import { LASTS } from './hypothetical-counts.ts';

/** Who takes part, where that is not as the counters have it. */
export interface ListedHypothesis {
  /** Whoever has left by this day counts under who goes on for it. */
  readonly on: Day;
  /** Who has closed besides. */
  readonly closed: readonly Isil[];
  /** The plan in force, or a branch of it. */
  readonly plan: PlanVersion;
  readonly profiles: readonly Profile[];
}

/** Titles of lists (by number) that each has: looked up by their keys, of those that count under the number of the list. */
const held = prepared<{ list: number; participant: Isil; titles: number }>(`
  ${LASTS},
  entry as (select * from unnest($3::int[], $4::bigint[]) as e (list, key)),
  listed as (
    select list, t.id
      from (select list, key as title from entry union select e.list, a.title from entry e join title_alias a using (key)) e
      join title t on t.id = e.title
     where list = any(t.profiles))
  select i.list, s.isil as participant, count(distinct h.title)::float8 as titles
    from listed i join holding h on h.title = i.id and h.copies > 0
    join lasts l on l.number = h.participant join participant s on s.number = l.survivor
   group by i.list, s.isil`);

/** By code of profile, what everyone has of the reference list that it is measured against. */
export async function listedUnder(
  em: EntityManager,
  { on, closed, plan, profiles }: ListedHypothesis,
): Promise<ReadonlyMap<string, ProfileStatistics['listed']>> {
  const asked = new Set(profiles.map(({ measuredAgainst }) => measuredAgainst));
  const numbers = new Map(plan.referenceLists.map(({ code }, place) => [code, numberOfList(place)]));
  const entries = plan.referenceLists
    .filter(({ code }) => asked.has(code))
    .flatMap(({ code, titles }) => titles.map(({ key }) => ({ list: numbers.get(code)!, key })));
  if (entries.length === 0) return new Map();
  const lists = entries.map(({ list }) => list);
  const keys = entries.map(({ key }) => key);
  const rows = await held(em, on, closed, lists, keys);
  const byList = Map.groupBy(rows, ({ list }) => list);
  return new Map(
    profiles.map(({ code, measuredAgainst }) => [
      code,
      new Map((byList.get(numbers.get(measuredAgainst ?? '') ?? 0) ?? []).map((it) => [it.participant, it.titles])),
    ]),
  );
}
