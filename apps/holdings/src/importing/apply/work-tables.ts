import type { EntityManager } from '@mikro-orm/postgresql';

/** Any number will do, as long as nothing else in the same database locks it. */
const APPLYING = 4_207_101;

/**
 * One change of titles and holdings at a time. First statement of the transaction, before anything is written: events
 * are told in the order of transaction numbers, and whoever waited here must get a higher one than who went before.
 */
export async function takeApplyLock(em: EntityManager): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${APPLYING})`);
}

/** The number of this change, noted with its time; state that carries it wins from state that carries a lower one. */
export async function nextVersion(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ version: string }[]>(
    `with next as (update apply_version set version = version + 1 returning version)
     insert into applied_change (version, at) select version, clock_timestamp() from next
     returning version::text as version`,
  );
  return Number(row?.version);
}

/**
 * Tables that live for one transaction, kept by the connection for the next one.
 * - `chunk`: the records at hand. kind: (a)dded, (d)ata changed, (i)dentity changed, (r)emoved. way: (f)resh, a title of
 *   its own; (j)oins the one title it hits; (l)inked, for the clustering to decide.
 *   `decided`: a person's decision is about it, and `set_aside` are the keys that do not count because of that.
 * - `hit`: which existing titles the records' keys lead to.
 * - `affected`: titles whose records, description or holdings may come out differently.
 */
export async function makeWorkTables(em: EntityManager): Promise<void> {
  // The planner's guesses for a chunk are about fifty thousand rows; compiling to machine code never pays for that.
  await em.execute(`set local jit = off`);
  await em.execute(`set local work_mem = '64MB'`);
  // Three thousand rows of a chunk tell as much of it as thirty thousand do.
  await em.execute(`set local default_statistics_target = 10`);
  await em.execute(`set local client_min_messages = warning`);
  await em.execute(`
    create temp table if not exists chunk (
      record_key bigint not null, ordinal int, kind "char" not null, way "char", keys bigint[] not null,
      description_key bigint, fullness int, copies int, extant int, on_order int, old_title bigint, title_id bigint,
      redescribed boolean not null default true,
      decided boolean not null default false, set_aside bigint[]
    ) on commit delete rows;
    create temp table if not exists hit (record_key bigint not null, key bigint not null, title_id bigint)
      on commit delete rows;
    create temp table if not exists affected (title_id bigint primary key) on commit delete rows;
    create temp table if not exists pair (participant int not null, title_id bigint not null) on commit delete rows;
    create temp table if not exists assigned (
      record_key bigint not null, source int, title_id bigint not null
    ) on commit delete rows;
    create temp table if not exists new_title (
      id bigint primary key, described_by bigint not null, fullness int not null, keys bigint[] not null
    ) on commit delete rows;
    create temp table if not exists changed_title (id bigint not null, gone boolean not null) on commit delete rows;
    create temp table if not exists changed_holding (
      participant int not null, title_id bigint not null, copies int not null, extant int not null, on_order int not null
    ) on commit delete rows;`);
}
