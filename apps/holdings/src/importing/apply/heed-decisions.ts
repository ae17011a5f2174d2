import type { EntityManager } from '@mikro-orm/postgresql';
import { decisionsAbout } from '../../deciding/decisions-about.ts';
import { keyed, type KeyedRow } from '../../deciding/keyed-record.ts';
import { decided } from '../../model/decided.ts';

/** What people decided about records of the chunk holds for what is delivered of them now. */
export async function heedDecisions(em: EntityManager): Promise<void> {
  const rows = await em.execute<Omit<KeyedRow, 'source' | 'titleId'>[]>(
    `select record_key::text as record, array_to_string(keys, ',') as keys,
            description_key::text as "descriptionKey", null as "setAside"
       from chunk
      where kind <> 'r' and exists (select from title_decision where taken_back_at is null)
        and record_key in (
          select record_key
            from (select record_key, unnest(keys || array[description_key, record_key]) as key from chunk) k
           where key in (select key from decided_key))`,
  );
  if (rows.length === 0) return;
  const delivered = rows.map(keyed);
  const decisions = await decisionsAbout(
    em,
    delivered.flatMap(({ record, keys, descriptionKey }) => [record, ...keys, descriptionKey ?? record]),
  );
  const changed = delivered
    .map((it) => decided(it, decisions))
    .filter(({ keys, setAside }, i) => setAside !== null || keys.length !== delivered[i]?.keys.length);
  await em.execute(
    `update chunk c
        set keys = d.keys, description_key = d.description_key, set_aside = d.set_aside, decided = true,
            kind = case when kind = 'd' then 'i' else kind end
       from json_to_recordset(?) as d (record_key bigint, keys bigint[], description_key bigint, set_aside bigint[])
      where d.record_key = c.record_key`,
    [JSON.stringify(changed.map(asRow))],
  );
}

function asRow({ record, keys, descriptionKey, setAside }: ReturnType<typeof decided>): object {
  return { record_key: record, keys, description_key: descriptionKey, set_aside: setAside };
}
