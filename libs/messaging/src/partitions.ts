import type { EntityManager } from '@mikro-orm/postgresql';

/** Rows of the outbox that one partition holds; an event may be some hundred kilobytes. */
export const PARTITION_ROWS = 10_000;
/** Partitions that are ready before they are needed. */
export const PARTITIONS_AHEAD = 8;

/** By a name of its own: a service that locked the same number would wait for itself when its transaction needs room. */
const ATTACHING = `select pg_advisory_xact_lock(hashtext('partitions of the outbox'))`;

/**
 * Makes sure that partitions exist for the next positions. Attaching, unlike `create table … partition of`, does not
 * wait for the transactions that write to the outbox, nor they for it.
 */
export async function addPartitions(em: EntityManager, rows = PARTITION_ROWS): Promise<bigint> {
  return em.fork().transactional(async (tx) => {
    await tx.execute(ATTACHING);
    const next = await nextPosition(tx);
    const existing = await partitionsOf(tx);
    const size = BigInt(rows);
    let top = existing.at(-1)?.to ?? (next / size) * size;
    while (top < next + size * BigInt(PARTITIONS_AHEAD)) {
      const name = `outbox_${top}`;
      await tx.execute(`create table ${name} (like outbox including defaults including constraints)`);
      // Events are read soon and dropped soon: compressing them costs more than the room they take for so long.
      await tx.execute(`alter table ${name} alter column data set storage external`);
      await tx.execute(`alter table outbox attach partition ${name} for values from (${top}) to (${top + size})`);
      top += size;
    }
    return top;
  });
}

/**
 * Drops the partitions that every hearer has passed, as far as nobody is using them; the rest is for another time.
 * Gives the names of what was dropped.
 */
export async function dropPassedPartitions(em: EntityManager, passed: bigint): Promise<string[]> {
  const outside = em.fork();
  const last = await nextPosition(outside);
  const full = (await partitionsOf(outside)).filter(({ to }) => to < last);
  const dropped: string[] = [];
  for (const { name } of full) {
    if (!(await dropIfPassed(outside, name, passed))) break;
    dropped.push(name);
  }
  return dropped;
}

async function dropIfPassed(em: EntityManager, name: string, passed: bigint): Promise<boolean> {
  try {
    return await em.transactional(async (tx) => {
      await tx.execute(`set local lock_timeout = '250ms'`);
      // First the whole, then the part: the order in which an insert takes them.
      await tx.execute(`lock table only outbox in access exclusive mode`);
      await tx.execute(`lock table ${name} in access exclusive mode`);
      const [row] = await tx.execute<{ needed: boolean }[]>(
        `select exists (select from ${name} where sequence is null or sequence > ${passed}) as needed`,
      );
      if (row?.needed !== false) return false;
      await tx.execute(`drop table ${name}`);
      return true;
    });
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return false;
    throw error;
  }
}

async function nextPosition(em: EntityManager): Promise<bigint> {
  const [row] = await em.execute<{ next: string }[]>(
    `select case when is_called then last_value + 1 else last_value end::text as next
       from outbox_position_seq`,
  );
  return BigInt(row?.next ?? 1);
}

async function partitionsOf(em: EntityManager): Promise<{ name: string; to: bigint }[]> {
  const rows = await em.execute<{ name: string; bound: string }[]>(
    `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'outbox'::regclass`,
  );
  return rows
    .map(({ name, bound }) => ({ name, to: BigInt(/TO \('?(\d+)'?\)/.exec(bound)?.[1] ?? 0) }))
    .toSorted((a, b) => (a.to < b.to ? -1 : 1));
}
