import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps what the records of the chunk were, as they were delivered: decisions about them are heeded anew. */
export async function keepReplaced(em: EntityManager, source: number, table: string): Promise<void> {
  await em.execute(
    `insert into ${table} (record_key, copies, extant, on_order, fullness, description_key, digest, raw, local_id, keys,
                           description, details)
     select c.record_key, r.copies, r.extant, r.on_order, r.fullness,
            case when r.set_aside is null then r.description_key else
              (select key from unnest(r.set_aside) key where key >= 7000000000000000000) end,
            r.digest, r.raw, r.local_id,
            case when r.set_aside is null and not r.keys[cardinality(r.keys)] >= 7000000000000000000 then r.keys else
              array(select key from unnest(coalesce(r.set_aside, r.keys)) key where key < 7000000000000000000) end,
            r.description, r.details
       from chunk c left join record r on r.source = ? and r.record_key = c.record_key`,
    [source],
  );
}
