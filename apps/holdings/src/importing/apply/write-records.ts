import type { EntityManager } from '@mikro-orm/postgresql';
import type { Chunk } from './classify.ts';

/**
 * Notes which titles may come out differently, and who had what of them, while the records still say so. What is fresh
 * needs none of that.
 */
export async function noteAffected(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into affected (title_id)
    select title_id from chunk where way in ('j', 'l') and title_id is not null
    union select old_title from chunk where old_title is not null
    union select h.title_id from hit h join chunk c using (record_key) where c.way = 'l' and h.title_id is not null
    union select title_id from assigned
    union select r.title_id from assigned a join record r on r.source = a.source and r.record_key = a.record_key`);
  await notePairs(em);
}

/** Notes who had what of the affected titles. */
export async function notePairs(em: EntityManager): Promise<void> {
  await em.execute(`analyze affected`);
  await em.execute(`
    insert into pair (participant, title_id)
    select distinct r.participant, r.title_id from affected join record r using (title_id)`);
}

export async function writeRecords(
  em: EntityManager,
  { participant, source, table, after, upTo }: Chunk,
): Promise<void> {
  await em.execute(
    `insert into record (source, record_key, participant, local_id, title_id, keys, description_key, set_aside, digest, raw,
                         fullness, copies, extant, on_order, description, details)
     select ?, s.record_key, ?, s.local_id, c.title_id, c.keys, c.description_key, c.set_aside, s.digest, s.raw,
            s.fullness, s.copies, s.extant, s.on_order, s.description, s.details
       from chunk c join ${table} s on s.ordinal = c.ordinal
      where c.kind = 'a' and s.ordinal > ? and s.ordinal <= ?`,
    [source, participant, after, upTo],
  );
  await em.execute(
    `update record r
        set (title_id, keys, description_key, set_aside, digest, raw, fullness, copies, extant, on_order, description, details) =
            (coalesce(c.title_id, r.title_id), c.keys, c.description_key, c.set_aside, s.digest, s.raw, s.fullness,
             s.copies, s.extant, s.on_order, s.description, s.details)
       from chunk c join ${table} s on s.ordinal = c.ordinal
      where c.kind in ('d', 'i') and s.ordinal > ? and s.ordinal <= ?
        and r.source = ? and r.record_key = c.record_key`,
    [after, upTo, source],
  );
  await removeRecords(em, source);
  await moveRecords(em);
}

async function removeRecords(em: EntityManager, source: number): Promise<void> {
  await em.execute(
    `delete from record r using chunk c where c.kind = 'r' and r.source = ? and r.record_key = c.record_key`,
    [source],
  );
}

export async function moveRecords(em: EntityManager): Promise<void> {
  await em.execute(
    `update record r set title_id = a.title_id from assigned a
      where a.source is not null and r.source = a.source and r.record_key = a.record_key`,
  );
}

export async function writeRemovals(em: EntityManager, source: number): Promise<void> {
  await removeRecords(em, source);
  await moveRecords(em);
}
