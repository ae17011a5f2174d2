import type { EntityManager } from '@mikro-orm/postgresql';
import type { Work } from './lease.ts';
import { presentTable } from './skimming.ts';
import { differenceTable, stagingTable } from './tables.ts';

/** How what was delivered differs from what the source held. */
export interface Difference {
  /** The table to apply, and its last ordinal: the staged rows themselves, or only those that differ. */
  readonly table: string;
  readonly last: number;
  /** The table with every record that was delivered. */
  readonly present: string;
  /** Rows that differ. */
  readonly differs: number;
  readonly unchanged: number;
  /** Records that a full load no longer has. */
  readonly absent: number;
  /** Records that were delivered with no copies. */
  readonly disowned: number;
  /** Records that the source held. */
  readonly held: number;
}

/** Compares digests: a record that is as it was costs a comparison and nothing else. */
export async function compare(em: EntityManager, work: Work): Promise<Difference> {
  const staged = stagingTable(work);
  const { source, mode } = work;
  const present = await presentTable(em, work);
  const [held] = await em.execute<{ records: number }[]>(
    `select count(*)::int as records from record where source = ?`,
    [source],
  );
  const [rows] = await em.execute<{ rows: number; last: number }[]>(
    `select count(*)::int as rows, coalesce(max(ordinal), 0)::int as last from ${present} where ordinal > 0`,
  );
  const { rows: delivered = 0, last = 0 } = rows ?? {};
  if ((held?.records ?? 0) === 0) {
    const nothing = {
      table: staged,
      present,
      last: 0,
      differs: 0,
      unchanged: delivered,
      absent: 0,
      disowned: 0,
      held: 0,
    };
    // There is nothing to remove.
    return mode === 'deletions' ? nothing : { ...nothing, last, differs: delivered, unchanged: 0 };
  }
  const table = differenceTable(work);
  const [difference] = await em.fork().transactional(async (tx) => {
    await tx.execute(`set local work_mem = '128MB'`);
    await tx.execute(`drop table if exists ${table}`);
    await tx.execute(`create unlogged table ${table} (like ${staged}) with (autovacuum_enabled = off)`);
    await tx.execute(
      `insert into ${table}
       select row_number() over (), s.place, s.length, s.copies, s.extant, s.on_order, s.fullness, s.record_key,
              s.description_key, s.digest, s.raw, s.local_id, s.keys, s.description, s.details
         from ${staged} s left join record r on r.source = ? and r.record_key = s.record_key
        where s.ordinal > 0 and r.digest is distinct from s.digest
          and not (r.record_key is null and s.copies = 0 and s.on_order = 0)`,
      [source],
    );
    await tx.execute(`create index on ${table} (ordinal)`);
    await tx.execute(`analyze ${table} (ordinal, record_key)`);
    // What was only skimmed is known: else it would have been read.
    return tx.execute<{ differs: number; gone: number; unknown: number }[]>(
      `select (select count(*)::int from ${table}) as differs,
              (select count(*)::int from ${table} d where copies = 0 and on_order = 0) as gone,
              (select count(*)::int from ${staged} s left join record r on r.source = ? and r.record_key = s.record_key
                where s.ordinal > 0 and r.record_key is null) as unknown`,
      [source],
    );
  });
  const { differs = 0, gone = 0, unknown = 0 } = difference ?? {};
  const known = delivered - unknown;
  return {
    table,
    present,
    last: differs,
    differs,
    unchanged: delivered - differs,
    absent: mode === 'full' ? (held?.records ?? 0) - known : 0,
    disowned: gone,
    held: held?.records ?? 0,
  };
}
