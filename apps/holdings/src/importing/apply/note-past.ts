import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps which titles the records were in until this change, while they still say so. */
export async function notePast(em: EntityManager, source: number, version: number): Promise<void> {
  await em.execute(
    `insert into past_record (source, record_key, title_id, until, gone)
     select ?, record_key, old_title, ?, true
       from chunk where kind = 'r' or (kind = 'i' and title_id is distinct from old_title)`,
    [source, version],
  );
  await noteMoved(em, version);
}

/** The same of records that only go along with others to another title. */
export async function noteMoved(em: EntityManager, version: number): Promise<void> {
  await em.execute(
    `insert into past_record (source, record_key, title_id, until, gone)
     select r.source, r.record_key, r.title_id, ?, false
       from assigned a join record r on r.source = a.source and r.record_key = a.record_key
      where r.title_id <> a.title_id`,
    [version],
  );
}
