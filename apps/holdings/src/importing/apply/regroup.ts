import type { TitleId, TitleKey } from '#libs/kernel';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { keyed, KEYED, type KeyedRow } from '../../deciding/keyed-record.ts';
import { cluster, type Regrouping, regrouping } from '../../model/matching.ts';

const NOTHING: Regrouping = { merges: [], splits: [] };

/**
 * Clusters the neighbourhood of what was linked or removed: those records, and every record of the titles they touch.
 * No other title can change, since titles do not share keys and every new key was looked up.
 */
export async function regroup(em: EntityManager, source: number): Promise<Regrouping> {
  const members = await em.execute<KeyedRow[]>(
    `with touched as (
       select h.title_id from hit h join chunk c using (record_key) where c.way = 'l' and h.title_id is not null
       union
       select old_title from chunk where kind in ('i', 'r')
     )
     select ${KEYED}
       from touched t join record r using (title_id)`,
  );
  const linked = await em.execute<Omit<KeyedRow, 'source' | 'titleId'>[]>(
    `select record_key::text as record, array_to_string(keys, ',') as keys,
            description_key::text as "descriptionKey", null as "setAside"
       from chunk where way = 'l'`,
  );
  const going = new Set(
    (
      await em.execute<{ record: string }[]>(`select record_key::text as record from chunk where kind in ('i', 'r')`)
    ).map(({ record }) => record),
  );
  if (members.length === 0 && linked.length === 0) return NOTHING;
  // The chunk's records come from the run's own source; a record of another source is never replaced by them.
  const staying = members.filter(({ record, source: from }) => !(from === source && going.has(record)));
  const after = cluster([...staying, ...linked].map(keyed));
  const before = new Map(members.map(({ record, titleId }) => [record, titleId]));
  await copyInto(em, 'assigned', ['record_key', 'source', 'title_id'], assignments(staying, linked, after));
  await em.execute(`analyze assigned`);
  const result = regrouping(before, after);
  await em.execute(
    `update chunk c set title_id = a.title_id from assigned a where a.source is null and a.record_key = c.record_key`,
  );
  await renameJoined(em, result);
  return result;
}

/** What joined a title by the short way follows it when that merged into another. */
async function renameJoined(em: EntityManager, { merges }: Regrouping): Promise<void> {
  if (merges.length === 0) return;
  await em.execute(
    `update chunk c set title_id = m.into_id
       from (select unnest(?::bigint[]) as from_id, unnest(?::bigint[]) as into_id) m
      where c.way = 'j' and c.title_id = m.from_id`,
    [`{${merges.map((it) => it.from).join(',')}}`, `{${merges.map((it) => it.into).join(',')}}`],
  );
}

function* assignments(
  staying: readonly KeyedRow[],
  linked: readonly Pick<KeyedRow, 'record'>[],
  after: ReadonlyMap<TitleKey, TitleId>,
): Generator<[string, number | null, string]> {
  yield* moves(staying, after);
  for (const { record } of linked) {
    const title = after.get(record);
    if (title !== undefined) yield [record, null, title];
  }
}

/** Which records go to another title than they were in. */
export function* moves(
  records: readonly KeyedRow[],
  after: ReadonlyMap<TitleKey, TitleId>,
): Generator<[string, number, string]> {
  for (const { record, source, titleId } of records) {
    const title = after.get(record);
    if (title !== undefined && title !== titleId) yield [record, source, title];
  }
}
