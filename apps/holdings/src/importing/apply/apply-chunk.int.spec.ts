import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Imports } from '../../../test/importing.ts';
import { migrations } from '../../migrations/index.ts';
import { verify } from '../../queries/verify.ts';
import { makeTables, stagingTable } from '../tables.ts';
import { applyRows } from './apply-chunk.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'];
const MANY = 2_000;

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm);
  await imports.participant(A);
  await imports.participant(B);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

/** A list of so many books, with what stands in the column of copies. */
function books(count: number, copies = 1): string {
  const lines = Array.from({ length: count }, (_, n) => `${n};${isbnOf(n)};Boek ${n};2001;Bruna;${copies}`);
  return ['id;isbn;titel;jaar;uitgever;exemplaren', ...lines].join('\n');
}

/** Lays ready what A has, as records of B. */
async function stagedForB(): Promise<{ participant: number; source: number; table: string }> {
  const em = imports.em.fork();
  const [b] = await em.execute<{ participant: number; source: number }[]>(
    `insert into source (participant, name) select number, 'catalogue' from participant where isil = ?
     returning participant, number as source`,
    [B],
  );
  if (b === undefined) throw new Error('B has no source');
  await makeTables(em, { number: 999 });
  const table = stagingTable({ number: 999 });
  await em.execute(
    `insert into ${table} (ordinal, place, length, copies, extant, on_order, fullness, record_key, description_key, digest,
                           local_id, keys, description, details)
     select row_number() over (), 0, 0, copies, extant, on_order, fullness, record_key + 1, description_key, digest,
            local_id, keys, description, details from record`,
  );
  await em.execute(`create index on ${table} (ordinal)`);
  await em.execute(`analyze ${table}`);
  return { ...b, table };
}

describe('records of a source that the database knows nothing of yet', () => {
  it('are looked at a few times each, however many there are', async () => {
    await imports.deliver(books(MANY), { participant: A });
    await imports.em.fork().execute(`analyze record, title, title_alias, holding`);
    const { participant, source, table } = await stagedForB();
    const looked = await imports.em.fork().transactional(async (tx) => {
      const run = '00000000-0000-4000-8000-000000000001';
      const chunk = { run, participant, source, table, after: 0, upTo: MANY, first: true, replaced: null };
      expect(await applyRows(tx, imports.outbox, chunk)).toEqual({ added: MANY, changed: 0, removed: 0 });
      return tx.execute<{ table: string; rows: number }[]>(
        `select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as rows from pg_stat_xact_user_tables
          where relname in ('chunk', 'record', 'title', 'new_title', 'hit', ?)`,
        [table],
      );
    });
    expect(looked.map(({ table: name }) => name)).toEqual(expect.arrayContaining(['chunk', 'record', 'title']));
    for (const { rows } of looked) expect(rows).toBeLessThan(50 * MANY);
    expect(await verify(imports.em.fork())).toMatchObject({ equal: true, differences: [] });
  });
});

it('tells a title again that is described by another record only when that says something else', async () => {
  await imports.empty();
  await imports.deliver(books(20), { participant: A });
  const before = (await imports.said()).length;
  await imports.deliver(books(20, 3).replace('Boek 7;', 'Boek 7, een roman;'), { participant: B });
  const told = (await imports.said()).slice(before).filter(({ type }) => type === 'titles-changed.v1');
  const named = told.flatMap(({ data }) => (data['titles'] as { title: string }[]).map(({ title }) => title));
  expect(named).toEqual(['Boek 7, een roman']);
  expect(await imports.projected()).toEqual(await imports.state());
  expect(await verify(imports.em.fork())).toMatchObject({ equal: true, differences: [] });
});
