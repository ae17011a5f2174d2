import type { LocalisedName } from '#libs/contracts';
import type { TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { readPlan } from '../model/plan-text.ts';
import type { ReferenceList } from '../model/reference-list.ts';
import type { HeldTitle } from '../model/reference-list-csv.ts';
import { arrayOf } from '../store/array.ts';
import { collectionPlan } from './collection-plans.ts';
import { NameRow } from './rows.ts';

export class ReferenceListRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty({ type: NameRow }) readonly name!: LocalisedName;
  @ApiProperty({ description: 'Titles on it' }) readonly titles!: number;
  @ApiProperty({ description: 'Of these, those that the network has a record of' }) readonly known!: number;
  @ApiProperty({ description: 'Of these, those that somebody holds' }) readonly held!: number;
  @ApiProperty({ type: [String], description: 'The profiles that are measured against it' })
  readonly profiles!: readonly string[];
}

/** Which reference lists has this version, and how much of them does the network have? `null`: there is no such version. */
export async function referenceListsOf(
  em: EntityManager,
  which: { plan: string; version: number },
): Promise<ReferenceListRow[] | null> {
  const plan = await collectionPlan(em, which);
  if (plan === null) return null;
  const { referenceLists, profiles } = readPlan(plan.yaml);
  const keys = referenceLists.flatMap(({ titles }) => titles.map(({ key }) => key));
  const holders = await holdersByKey(em, keys);
  return referenceLists.map(({ code, name, titles }) => {
    const found = titles.flatMap(({ key }) => holders.get(key) ?? []);
    return {
      code,
      name,
      titles: titles.length,
      known: found.length,
      held: found.filter((count) => count > 0).length,
      profiles: profiles.filter(({ measuredAgainst }) => measuredAgainst === code).map((profile) => profile.code),
    };
  });
}

/** Who has what is on this list? */
export async function titlesOnList(em: EntityManager, { titles }: ReferenceList): Promise<HeldTitle[]> {
  const keys = titles.map(({ key }) => key);
  const holders = await holdersByKey(em, keys);
  return titles.map(({ identifier, title, key }) => ({ identifier, title, holders: holders.get(key) ?? null }));
}

/** By how many participants titles are held; those that the network does not know are not among them. */
async function holdersByKey(em: EntityManager, keys: readonly TitleKey[]): Promise<ReadonlyMap<TitleKey, number>> {
  const rows = await em.execute<{ key: TitleKey; holders: number }[]>(
    `select k.key::text, count(distinct l.survivor) filter (where h.copies > 0)::int as holders
       from unnest(?::bigint[]) as k (key) join title t on t.id = title_meant_by(k.key) and not t.gone
       left join holding h on h.title = t.id left join lasting l using (participant)
      group by k.key`,
    [arrayOf(new Set(keys))],
  );
  return new Map(rows.map(({ key, holders }) => [key, holders]));
}
