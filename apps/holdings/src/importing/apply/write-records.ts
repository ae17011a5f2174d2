import type { EntityManager } from '@mikro-orm/postgresql';
import type { Chunk } from './classify.ts';

/** How many records of the chunk are of a kind, or were linked to others. */
export type Counts = Readonly<Record<'added' | 'changed' | 'removed' | 'linked', number>>;

/**
 * Notes which titles are to be worked out anew, and who had what of them, while the records still say so. What is fresh or
 * only joins a title needs none of that; what joins a title that is worked out anew goes along with it.
 */
export async function noteAffected(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into affected (title_id)
    select title_id from chunk where way = 'l' and title_id is not null
    union select old_title from chunk where old_title is not null
    union select h.title_id from hit h join chunk c using (record_key) where c.way = 'l' and h.title_id is not null
    union select title_id from assigned
    union select r.title_id from assigned a join record r on r.source = a.source and r.record_key = a.record_key`);
  await em.execute(`update chunk set way = 'l' where way = 'j' and title_id in (select title_id from affected)`);
  await em.execute(`analyze chunk (way, title_id)`);
  await notePairs(em);
}

/** Notes who had what of the affected titles. */
export async function notePairs(em: EntityManager): Promise<void> {
  await em.execute(`analyze affected`);
  await em.execute(`
    insert into pair (participant, title_id)
    select distinct r.participant, r.title_id from affected join record r using (title_id)`);
}

/** Writes the records of the chunk; of each kind only where there are any. */
export async function writeRecords(
  em: EntityManager,
  chunk: Chunk,
  { changed, removed, linked }: Counts,
): Promise<void> {
  await addRecords(em, chunk);
  if (changed > 0) await changeRecords(em, chunk);
  if (removed > 0) await removeRecords(em, chunk.source);
  if (linked > 0) await moveRecords(em);
}

async function addRecords(em: EntityManager, { participant, source, table, after, upTo }: Chunk): Promise<void> {
  await em.execute(
    `insert into record (source, record_key, participant, local_id, title_id, keys, description_key, set_aside, digest, raw,
                         fullness, copies, extant, on_order, description, details)
     select ?, s.record_key, ?, s.local_id, c.title_id, c.keys, c.description_key, c.set_aside, s.digest, s.raw,
            s.fullness, s.copies, s.extant, s.on_order, s.description, s.details
       from chunk c join ${table} s on s.ordinal = c.ordinal
      where c.kind = 'a' and s.ordinal > ? and s.ordinal <= ?`,
    [source, participant, after, upTo],
  );
}

/**
 * The place of the chunk's record `c` in `record`. `offset 0` has it looked up by its key: PostgreSQL, which does not know
 * yet how many records a source has that is new to it, would walk through the chunk for each of them.
 */
const PLACE = `cross join lateral (
  select r.ctid as place, r.title_id from record r where r.source = ? and r.record_key = c.record_key offset 0) at`;

async function changeRecords(em: EntityManager, { source, table, after, upTo }: Chunk): Promise<void> {
  await em.execute(
    `update record r
        set (title_id, keys, description_key, set_aside, digest, raw, fullness, copies, extant, on_order, description, details) =
            (coalesce(c.title_id, at.title_id), c.keys, c.description_key, c.set_aside, s.digest, s.raw, s.fullness,
             s.copies, s.extant, s.on_order, s.description, s.details)
       from chunk c join ${table} s on s.ordinal = c.ordinal ${PLACE}
      where c.kind in ('d', 'i') and s.ordinal > ? and s.ordinal <= ? and r.ctid = at.place`,
    [source, after, upTo],
  );
}

async function removeRecords(em: EntityManager, source: number): Promise<void> {
  await em.execute(`delete from record r using chunk c ${PLACE} where c.kind = 'r' and r.ctid = at.place`, [source]);
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
