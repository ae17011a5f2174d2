import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyInto } from './copy.ts';
import { prepared } from './prepared.ts';
import { together } from './together.ts';

let database: FreshDatabase;
let em: FreshDatabase['orm']['em'];

const add = prepared<{ n: number }>('insert into number (n) values ($1) returning n');
const all = prepared<{ n: number }>('select n from number order by n');
const divide = prepared<{ n: number }>('select 1 / $1::int as n');
const wait = prepared<{ n: number }>('select $1::int as n from pg_sleep(0.1)');

beforeAll(async () => {
  database = await freshDatabase('testing', []);
  em = database.orm.em;
  await em.fork().execute('create table number (n int)');
});
afterAll(() => database.drop());

describe('statements that are sent together', () => {
  it('give each its own result, and run in their order', async () => {
    const results = await em.fork().transactional((tx) => together(tx, () => [wait(tx, 7), add(tx, 1), all(tx)]));
    expect(results).toEqual([[{ n: 7 }], [{ n: 1 }], [{ n: 1 }]]);
  });

  it('leave the connection to what cannot be sent so', async () => {
    await em.fork().transactional(async (tx) => {
      await together(tx, () => [add(tx, 2), add(tx, 3)]);
      await copyInto(tx, 'number', ['n'], [[4], [5]]);
      await together(tx, () => [add(tx, 6)]);
      expect((await all(tx)).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
    });
  });

  it('fail as one, with the first failure, and nothing of them stays', async () => {
    const work = em.fork().transactional((tx) => together(tx, () => [add(tx, 7), divide(tx, 0), add(tx, 8)]));
    await expect(work).rejects.toThrow('division by zero');
    await em.fork().transactional(async (tx) => {
      expect((await all(tx)).map(({ n }) => n)).not.toContain(7);
      expect(await divide(tx, 1)).toEqual([{ n: 1 }]);
    });
  });
});
