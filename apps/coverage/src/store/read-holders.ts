import { setImmediate as otherWork } from 'node:timers/promises';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type HeldTitle, TitleHolders } from '../model/title-holders.ts';

/** Blocks of a table that are read in one statement: as many as come to a few megabytes of an answer. */
const BLOCKS = { title: 16_384, holding: 512 } as const;
const TITLES = 10_000;
/** Combinations of facets, with their titles, that are taken in before others have their turn. */
const STRETCH = 1000;

const arriving = prepared<{ facets: string; ids: Buffer }>(`
  select jsonb_build_array(material, language, audience, classifications)::text as facets, string_agg(int8send(id), '') as ids
    from title where ctid >= $1::tid and ctid < $2::tid and not gone
   group by material, language, audience, classifications`);

const arrivingWith = prepared<{ ids: Buffer | null; participants: Buffer | null }>(`
  select string_agg(int8send(title), '') as ids, string_agg(int2send(participant::int2), '') as participants
    from holding where ctid >= $1::tid and ctid < $2::tid and copies > 0`);

/** Reads who has each title: both tables once, in the order in which they lie. Throws when it is to stop. */
export async function readHolders(em: EntityManager, stop: AbortSignal): Promise<TitleHolders> {
  const [row] = await em.execute<{ titles: number }[]>(
    `select greatest(reltuples, 0)::float8 as titles from pg_class where oid = 'title'::regclass`,
  );
  const holders = new TitleHolders(row!.titles);
  await em.execute(`set local work_mem = '256MB'`);
  for (const stretch of await stretchesOf(em, 'title')) {
    stop.throwIfAborted();
    for (const [at, { facets, ids }] of (await arriving(em, ...stretch)).entries()) {
      if (at % STRETCH === 0) await otherWork();
      holders.arrive(ids, holders.combination(facets));
    }
  }
  for (const stretch of await stretchesOf(em, 'holding')) {
    stop.throwIfAborted();
    const [held] = await arrivingWith(em, ...stretch);
    if (held?.ids && held.participants) holders.arriveWith(held.ids, held.participants);
  }
  await em.execute(`set local work_mem to default`);
  await holders.arrived();
  return holders;
}

/** A table from its first block to its last, as pairs of places. */
async function stretchesOf(em: EntityManager, table: keyof typeof BLOCKS): Promise<[string, string][]> {
  const [row] = await em.execute<{ blocks: number }[]>(
    `select (pg_relation_size(?::regclass) / current_setting('block_size')::bigint)::float8 as blocks`,
    [table],
  );
  const count = Math.ceil(row!.blocks / BLOCKS[table]);
  return Array.from({ length: count }, (_, at) => [`(${at * BLOCKS[table]},0)`, `(${(at + 1) * BLOCKS[table]},0)`]);
}

const now = prepared<{ id: string; facets: string; holders: number[] }>(`
  select t.id::text, jsonb_build_array(material, language, audience, classifications)::text as facets,
         array(select participant from holding h where h.title = t.id and h.copies > 0) as holders
    from title t where t.id = any($1::bigint[]) and not t.gone`);

/** Brings some titles to what the transaction sees of them. */
export async function readAgain(em: EntityManager, holders: TitleHolders, ids: ReadonlySet<string>): Promise<void> {
  const all = [...ids];
  for (let at = 0; at < all.length; at += TITLES) {
    const some = new Set(all.slice(at, at + TITLES));
    for (const { id, facets, holders: who } of await now(em, [...some])) {
      some.delete(id);
      holders.set({ ...halvesOf(id), combination: holders.combination(facets), holders: who });
    }
    for (const id of some) {
      const { high, low } = halvesOf(id);
      holders.clear(high, low);
    }
  }
}

function halvesOf(id: string): Pick<HeldTitle, 'high' | 'low'> {
  const bits = BigInt.asUintN(64, BigInt(id));
  return { high: Number(bits >> 32n), low: Number(bits & 0xffffffffn) };
}
