import type { EntityManager } from '@mikro-orm/postgresql';
import { identified } from './identified.ts';

export interface Chunk {
  readonly run: string;
  readonly participant: number;
  readonly source: number;
  /** The table with the rows to apply: what was staged, or only what differs. */
  readonly table: string;
  readonly after: number;
  readonly upTo: number;
  /** The source held nothing when the run began: every row is a record more. */
  readonly first: boolean;
  /** The table that keeps what the run replaces, where that has to be kept. */
  readonly replaced: string | null;
}

/** Puts the staged rows of the chunk that differ from what the source held into `chunk`. Gives how many. */
export async function takeChanges(em: EntityManager, chunk: Chunk): Promise<number> {
  const { source, table, after, upTo } = chunk;
  if (chunk.first) return takeAll(em, chunk);
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    `insert into chunk (record_key, ordinal, kind, keys, description_key, fullness, copies, extant, on_order, old_title, redescribed)
     select s.record_key, s.ordinal,
            case when s.copies = 0 and s.on_order = 0 then 'r'
                 when r.record_key is null then 'a'
                 when r.keys = s.keys and r.description_key is not distinct from s.description_key then 'd'
                 else 'i' end::"char",
            s.keys, s.description_key, s.fullness, s.copies, s.extant, s.on_order, r.title_id, s.description is distinct from r.description
       from ${table} s left join record r on r.source = ? and r.record_key = s.record_key
      where s.ordinal > ? and s.ordinal <= ?
        and r.digest is distinct from s.digest
        and not (r.record_key is null and s.copies = 0 and s.on_order = 0)`,
    [source, after, upTo],
    'run',
  );
  return affectedRows;
}

async function takeAll(em: EntityManager, { table, after, upTo }: Chunk): Promise<number> {
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    `insert into chunk (record_key, ordinal, kind, keys, description_key, fullness, copies, extant, on_order)
     select record_key, ordinal, 'a', keys, description_key, fullness, copies, extant, on_order
       from ${table} where ordinal > ? and ordinal <= ? and not (copies = 0 and on_order = 0)`,
    [after, upTo],
    'run',
  );
  return affectedRows;
}

/** Puts records of the source that a full load no longer has into `chunk`, at most `limit`. Gives how many. */
export async function takeAbsent(em: EntityManager, source: number, present: string, limit: number): Promise<number> {
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    `insert into chunk (record_key, kind, keys, description_key, old_title)
     select r.record_key, 'r', r.keys, r.description_key, r.title_id
       from record r
      where r.source = ? and not exists (select from ${present} s where s.record_key = r.record_key)
      limit ?`,
    [source, limit],
    'run',
  );
  return affectedRows;
}

/**
 * Decides which way each record of the chunk goes. A key of it may lead to a title that exists (an identifier always, a
 * description only where that connects), to records without a title in common yet, or to nothing.
 */
export async function chooseWays(em: EntityManager): Promise<void> {
  await em.execute(`analyze chunk`);
  await em.execute(`
    insert into hit (record_key, key, title_id)
    select k.record_key, k.key, coalesce(t.id, a.title_id)
      from (select *, count(*) over (partition by key) as times
              from (select record_key, unnest(keys) as key from chunk where kind in ('a', 'i')
                    union all
                    select record_key, description_key from chunk where kind in ('a', 'i') and description_key is not null)
           ) k
      left join title t on t.id = k.key
      left join title_alias a on a.key = k.key
     where k.times > 1 or t.id is not null or a.key is not null`);
  // A record without identifiers makes the description count for others that have it.
  await em.execute(`
    insert into hit (record_key, key, title_id)
    select c.record_key, c.description_key, r.title_id
      from chunk c join record r on r.description_key = c.description_key
     where c.kind in ('a', 'i') and not ${identified('c.keys')}`);
  await em.execute(`analyze hit`);
  await em.execute(`
    with way as (
      select record_key,
             case when count(distinct title_id) = 1 and bool_and(title_id is not null) then min(title_id) end as joins
        from hit group by record_key
    ), restless as (
      select distinct old_title as title_id from chunk where kind in ('i', 'r')
    )
    update chunk c
       set way = case when c.kind = 'i' then 'l'
                      when w.joins is not null and ${identified('c.keys')} and c.keys[1] >= w.joins
                           and not exists (select from restless r where r.title_id = w.joins) then 'j'
                      else 'l' end::"char",
           title_id = w.joins
      from (select c.record_key, w.joins from chunk c left join way w using (record_key)
             where w.record_key is not null or c.kind = 'i') w
     where c.record_key = w.record_key and c.kind in ('a', 'i')`);
  // What a decision is about is never a title by itself, even where it is the only record that is here.
  await em.execute(`update chunk set way = 'l' where way is null and kind = 'a' and decided`);
  await em.execute(`
    update chunk set way = 'f', title_id = coalesce(keys[1], description_key, record_key)
     where way is null and kind = 'a'`);
}
