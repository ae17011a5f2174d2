import type { Say } from '#libs/platform';
import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { everyDecision } from '../deciding/decisions-about.ts';
import { keyed, KEYED, type KeyedRow } from '../deciding/keyed-record.ts';
import { identified } from '../importing/apply/identified.ts';
import { decided, delivered } from '../model/decided.ts';
import { cluster, type Matchable } from '../model/matching.ts';
import { wrongEntries } from './verify-search.ts';

/** How titles and holdings compare with what the records themselves say. */
export class Verification {
  @ApiProperty() readonly equal!: boolean;
  @ApiProperty() readonly records!: number;
  @ApiProperty() readonly titles!: number;
  @ApiProperty() readonly holdings!: number;
  @ApiProperty({ type: [String], description: 'The first differences, in words' }) readonly differences!: string[];
}

const SHOWN = 50;
const AT_A_TIME = 5_000;
const LAST_TITLE = '9223372036854775807';

/** What is being looked at, in order. */
export type VerifiedPart = 'grouping' | 'connections' | 'titles' | 'holdings' | 'history' | 'search';

export interface VerifyOptions {
  /** Hears how far it is: in records or, for the search, titles. */
  readonly say?: Say<VerifiedPart>;
  /** Records that are clustered at once, and those that their last title has besides. */
  readonly atATime?: number;
}

/**
 * Do titles, holdings and search entries follow from the records? Clusters everything from scratch and compares, all of it as
 * it is when it begins: imports go on meanwhile. Takes as much memory for a nation's records as for a village's.
 */
export async function verify(
  em: EntityManager,
  { say = () => undefined, atATime = AT_A_TIME }: VerifyOptions = {},
): Promise<Verification> {
  const within = (part: VerifiedPart, of: number) => (done: number) => say({ part, done, of });
  return em.transactional(
    async (tx) => {
      await tx.execute(`set local jit = off`);
      const [counts] = await tx.execute<Pick<Verification, 'records' | 'titles' | 'holdings'>[]>(
        `select (select count(*)::int from record) as records, (select count(*)::int from title) as titles,
                (select count(*)::int from holding) as holdings`,
      );
      const { records, titles, holdings } = counts!;
      const differences = await wronglyGrouped(tx, atATime, within('grouping', records));
      for (const [part, find] of AT_ONCE) {
        say({ part });
        differences.push(...(await find(tx)));
      }
      differences.push(...(await wrongEntries(tx, SHOWN, within('search', titles))));
      return { equal: differences.length === 0, records, titles, holdings, differences: differences.slice(0, SHOWN) };
    },
    { isolationLevel: IsolationLevel.REPEATABLE_READ },
  );
}

const AT_ONCE = [
  ['connections', connected],
  ['titles', wrongTitles],
  ['holdings', wrongHoldings],
  ['history', wrongPast],
] as const;

/**
 * Clusters whole titles, so many records at a time, as if nothing else were there; that nothing connects two titles is
 * `connected`'s to say. Together they say what clustering everything at once would.
 */
async function wronglyGrouped(em: EntityManager, atATime: number, at: (done: number) => void): Promise<string[]> {
  const decisions = await everyDecision(em);
  const wrong: string[] = [];
  let done = 0;
  at(done);
  for (let after: string | undefined = '0'; after !== undefined && wrong.length < SHOWN;) {
    const rows: KeyedRow[] = await em.execute<KeyedRow[]>(
      `with last as (
         select coalesce((select title_id from record where title_id > ?::bigint order by title_id
                          limit 1 offset ${atATime - 1}), ${LAST_TITLE}) as title_id)
       select ${KEYED} from record r, last
        where r.title_id > ?::bigint and r.title_id <= last.title_id order by r.title_id`,
      [after, after],
    );
    const kept = new Map<string, string>();
    const records: Matchable[] = [];
    for (const row of rows) {
      const is = keyed(row);
      const should = decided(delivered(is), decisions);
      if (String(is.keys) !== String(should.keys) || is.descriptionKey !== should.descriptionKey) {
        wrong.push(`Record ${row.record} is not matched as it was decided`);
      }
      records.push(should);
      kept.set(row.record, row.titleId);
    }
    for (const [record, title] of cluster(records)) {
      if (kept.get(record) === title) continue;
      wrong.push(`Record ${record} is kept in title ${kept.get(record)} and belongs to ${title}`);
    }
    after = rows.at(-1)?.titleId;
    at((done += rows.length));
  }
  return wrong.slice(0, SHOWN);
}

/**
 * Titles that something connects: a key of one is the name of another, or a record has the description by which others are
 * one title. Keys that are in two titles otherwise, `wrongTitles` finds: a key leads to one of them.
 */
async function connected(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ one: string; other: string; key: string }[]>(
    `(select a.title_id::text as one, t.id::text as other, a.key::text as key
        from title_alias a join title t on t.id = a.key limit ${SHOWN})
     union all
     (select t.id::text, r.title_id::text, key::text
        from title t cross join lateral unnest(t.keys) key join record r on r.description_key = key
       where key >= 7000000000000000000 and r.title_id <> t.id limit ${SHOWN})`,
  );
  return rows.map(({ one, other, key }) => `Titles ${one} and ${other} are one by ${key}`);
}

async function wrongTitles(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `with connecting as (
       select title_id, unnest(keys) as key from record
       union
       select title_id, coalesce(description_key, record_key) from record where not ${identified('keys')}
     ), right_keys as (
       select title_id as id, array_agg(key order by key) as keys from connecting group by title_id
     ), fullest as (
       select distinct on (title_id) title_id as id, record_key, fullness from record order by title_id, fullness desc, record_key
     ), known_keys as (
       select id as title_id, id as key from title union select title_id, key from title_alias
     ), findable as (
       select title_id as id, array_agg(key order by key) as keys from known_keys group by title_id
     )
     select id::text as id
       from title t full join right_keys k using (id) full join fullest f using (id) full join findable a using (id)
      where t.keys is distinct from k.keys or t.described_by is distinct from f.record_key
         or t.fullness is distinct from f.fullness or t.keys is distinct from a.keys
      limit ${SHOWN}`,
  );
  return rows.map(({ id }) => `Title ${id} is not what its records make it`);
}

async function wrongHoldings(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ isil: string; title: string }[]>(
    `with counted as (
       select participant, title_id, sum(copies)::int as copies, sum(extant)::int as extant, sum(on_order)::int as on_order
         from record group by participant, title_id
     )
     select p.isil, title_id::text as title
       from counted c full join holding h using (participant, title_id) join participant p on p.number = participant
      where (c.copies, c.extant, c.on_order) is distinct from (h.copies, h.extant, h.on_order)
      limit ${SHOWN}`,
  );
  return rows.map(({ isil, title }) => `The holding of ${isil} of title ${title} is not the sum of its records`);
}

/** Two things cannot be held at once by one participant of one title, and nothing changes before it is applied. */
async function wrongPast(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ isil: string; title: string }[]>(
    `with lasted as (
       select title_id, participant, since, until from past_holding
       union all
       select title_id, participant, since, null from holding
     ), ordered as (
       select *, lag(coalesce(until, since + 1)) over (partition by title_id, participant order by since) as previous
         from lasted
     )
     select p.isil, title_id::text as title
       from ordered join participant p on p.number = participant
      where since < previous or coalesce(until, since) > (select version from apply_version)
      limit ${SHOWN}`,
  );
  return rows.map(({ isil, title }) => `What ${isil} held of title ${title} before overlaps`);
}
