import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '#libs/testing';

/** More often than the pool has connections: if each kept its place, the last would wait for ever. */
const OFTEN = 12;

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase('testing', []);
});
afterEach(() => database.drop());

describe('a connection that the server ends gives its place back', () => {
  it('inside a transaction, which cannot be rolled back any more', async () => {
    for (let i = 0; i < OFTEN; i++) {
      const work = database.orm.em.fork().transactional(async (tx) => {
        await end(await processOf(tx));
        await tx.execute('select 1');
      });
      await expect(work).rejects.toThrow(/connection|terminat/i);
    }
    expect(await answers()).toBe(1);
  });

  it('at the beginning of a transaction', async () => {
    for (let i = 0; i < OFTEN; i++) {
      const process = await processOf(database.orm.em.fork());
      const begun = database.orm.em.fork().transactional(async (tx) => tx.execute('select pg_sleep(0)'));
      await Promise.allSettled([end(process), begun]);
    }
    expect(await answers()).toBe(1);
  });

  it('in a statement of its own', async () => {
    for (let i = 0; i < OFTEN; i++) {
      await expect(
        database.orm.em.fork().execute('select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)'),
      ).rejects.toThrow(/connection/i);
    }
    expect(await answers()).toBe(1);
  });
});

async function answers(): Promise<unknown> {
  const [row] = await database.orm.em.fork().execute<{ one: number }[]>('select 1 as one');
  return row?.one;
}

async function processOf(em: FreshDatabase['orm']['em']): Promise<number> {
  const [row] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
  return row?.pid ?? 0;
}

/** From outside, as an administrator does: returns when the server has ended the process. */
async function end(process: number): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('select pg_terminate_backend($1, 5000)', [process]);
  } finally {
    await client.end();
  }
}
