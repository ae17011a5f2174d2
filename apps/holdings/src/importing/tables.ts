import type { EntityManager } from '@mikro-orm/postgresql';
import type { Work } from './lease.ts';
import { STAGED_TABLE } from './reading/staged-row.ts';

type Numbered = Pick<Work, 'number'>;

/** The records of a run's file that were read. */
export function stagingTable({ number }: Numbered): string {
  return `staged_${number}`;
}

/** The records of a run's file as far as they tell whether they changed; empty where everything is read. */
export function skimmedTable({ number }: Numbered): string {
  return `skimmed_${number}`;
}

/** Those that differ from what the source held. */
export function differenceTable({ number }: Numbered): string {
  return `difference_${number}`;
}

/** What the records of its source were before a run changed them: kept until a later run of the source has ended. */
export function replacedTable(number: number): string {
  return `replaced_${number}`;
}

/** Makes the table that a run keeps what it replaces in. A record that was not there before has nothing but its key. */
export async function makeReplacedTable(em: EntityManager, { number }: Numbered): Promise<void> {
  await em.execute(
    `create table ${replacedTable(number)} (
       record_key bigint not null, copies int, extant int, on_order int, fullness int, description_key bigint,
       digest bigint, raw bigint, local_id text, keys bigint[], description text, details text
     ) with (autovacuum_enabled = off)`,
  );
}

/** Throws away what earlier runs of the source replaced: only the latest can be undone. */
export async function dropReplacedTables(em: EntityManager, { number, source }: Work): Promise<void> {
  const tables = await em.execute<{ name: string }[]>(
    `select c.relname as name from run r join pg_class c on c.relname = 'replaced_' || r.number
      where r.source = ? and r.number < ? and c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`,
    [source, number],
  );
  for (const { name } of tables) await em.execute(`drop table ${name}`);
}

/** Makes the tables of a run that begins to read, whatever an earlier attempt left. */
export async function makeTables(em: EntityManager, work: Numbered): Promise<void> {
  await dropTables(em, work);
  const unlogged = 'with (autovacuum_enabled = off)';
  await em.execute(`create unlogged table ${stagingTable(work)} (${STAGED_TABLE}) ${unlogged}`);
  await em.execute(
    `create unlogged table ${skimmedTable(work)} (ordinal int not null, record_key bigint, raw bigint) ${unlogged}`,
  );
  // Row 0 tells a staged file from what a crash of the database leaves of an unlogged table: nothing.
  await em.execute(
    `insert into ${stagingTable(work)}
            (ordinal, place, length, copies, extant, on_order, fullness, record_key, digest, local_id, keys, description)
     values (0, 0, 0, 0, 0, 0, 0, 0, 0, '', '{}', '')`,
  );
}

export async function dropTables(em: EntityManager, work: Numbered): Promise<void> {
  await em.execute(`drop table if exists ${stagingTable(work)}, ${skimmedTable(work)}, ${differenceTable(work)}`);
}

/** Tables of runs that have ended, left behind by a crash or a cancellation. */
export function leftTables(em: EntityManager): Promise<{ name: string }[]> {
  return em.execute<{ name: string }[]>(
    `select c.relname as name
       from pg_class c
       join run r on c.relname in ('staged_' || r.number, 'skimmed_' || r.number, 'difference_' || r.number)
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and r.finished_at is not null`,
  );
}
