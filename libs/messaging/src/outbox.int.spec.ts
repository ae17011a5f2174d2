import { messagingMigrations } from './index.ts';
import { eventually, freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { participant } from '../test/effects.ts';
import { messaging } from './options.ts';
import { Outbox } from './outbox.ts';
import { addPartitions, dropPassedPartitions } from './partitions.ts';
import { number, readLog } from './relay-log.ts';
import { Wake } from './wake.ts';

const ROWS = 100;

let database: FreshDatabase;
let em: EntityManager;
let wake: Wake;
let outbox: Outbox;

beforeAll(async () => {
  database = await freshDatabase('agreements', messagingMigrations);
  em = database.orm.em;
  wake = new Wake();
  outbox = new Outbox(em, wake, messaging('agreements', { natsUrl: 'nats://nobody', partitionRows: ROWS }));
  await outbox.onModuleInit();
});

afterAll(() => database?.drop());

beforeEach(async () => {
  await em.fork().execute('delete from outbox');
  await em.fork().execute('update relay set sequence = 0, published = 0');
});

async function say(...isils: string[]): Promise<void> {
  await em.fork().transactional(() => outbox.add(isils.map((isil) => participant(isil))));
}

async function said(after = 0): Promise<{ sequence: number; isil: string }[]> {
  const events = await readLog(em, 'agreements', 'e', { after, upTo: 1_000_000 }, 1_000_000);
  return events.map(({ sequence, data }) => ({ sequence, isil: (JSON.parse(data) as { isil: string }).isil }));
}

/** Writers whose transactions overlap: each takes its positions early and commits some time later. */
async function write(writers: number, transactions: number): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < transactions; n++) {
        await em.fork().transactional(async (tx) => {
          await outbox.add([participant(`NL-${writer}-${n}-a`)]);
          await tx.execute(`select pg_sleep(${((writer * 7 + n * 3) % 5) / 1000})`);
          await outbox.add([participant(`NL-${writer}-${n}-b`)]);
        });
      }
    }),
  );
}

async function names(): Promise<string[]> {
  const rows = await em
    .fork()
    .execute<{ name: string }[]>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'outbox'::regclass`,
    );
  return rows.map(({ name }) => name);
}

async function whileWriting(read: () => Promise<void>): Promise<void> {
  const done = new AbortController();
  const writing = write(8, 40).finally(() => done.abort());
  while (!done.signal.aborted) await read();
  await writing;
  await read();
}

/** Numbers so many rows. What the server does of itself in this database may hold it up a while. */
async function numberAll(rows: number): Promise<number> {
  let numbered = 0;
  await eventually(async () => {
    numbered += (await number(em, 10_000)).numbered;
    expect(numbered).toBe(rows);
  });
  return numbered;
}

describe('the outbox', () => {
  it('keeps nothing of a transaction that is rolled back', async () => {
    const failing = em.fork().transactional(async () => {
      await outbox.add([participant('NL-1')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await em.fork().execute('select id from outbox')).toEqual([]);
  });

  it('refuses to keep anything outside a transaction', async () => {
    await expect(outbox.add([participant('NL-1')])).rejects.toThrow(/inside em\.transactional/);
  });

  it('refuses an event that the bus could not carry, and says what to do', async () => {
    const large = participant('NL-1', 1, 'x'.repeat(3_000_000));
    await expect(em.fork().transactional(() => outbox.add([large]))).rejects.toMatchObject({
      code: 'event.too-large',
      message: expect.stringContaining('split its changes'),
    });
  });

  it('keeps the order in which a transaction says things', async () => {
    await say('NL-3', 'NL-1', 'NL-2');
    await numberAll(3);
    expect(await said()).toEqual([
      { sequence: 1, isil: 'NL-3' },
      { sequence: 2, isil: 'NL-1' },
      { sequence: 3, isil: 'NL-2' },
    ]);
  });

  it('wakes the relay after the commit, also of a transaction in a transaction', async () => {
    const never = new AbortController().signal;
    await wake.wait(0, never);
    await em.fork().transactional(async (tx) => {
      await tx.transactional(() => outbox.add([participant('NL-1')]));
      expect(await wake.wait(30, never)).toBe(false);
    });
    expect(await wake.wait(1000, never)).toBe(true);
  });
});

describe('the order of the outbox', () => {
  it('shows a reader of the numbers every event of eight writers, once and gapless', async () => {
    const seen: number[] = [];
    await whileWriting(async () => {
      await number(em, 50);
      seen.push(...(await said(seen.at(-1) ?? 0)).map(({ sequence }) => sequence));
    });
    await eventually(async () => {
      await number(em, 50);
      const rows = await em.fork().execute('select from outbox where sequence is null');
      expect(rows).toHaveLength(0);
    });
    seen.push(...(await said(seen.at(-1) ?? 0)).map(({ sequence }) => sequence));
    expect(seen).toEqual(Array.from({ length: 640 }, (_, i) => i + 1));
    // A number given too early would stand before what was begun before it.
    const inOrder = await em
      .fork()
      .execute<{ sequence: number }[]>(`select sequence::float8 as sequence from outbox order by txid, position`);
    expect(inOrder.map(({ sequence }) => sequence)).toEqual(seen);
  });

  it('would lose events to a reader that goes by positions (the control)', async () => {
    let last = 0;
    let seen = 0;
    await whileWriting(async () => {
      const rows = await em
        .fork()
        .execute<{ position: string }[]>(`select position from outbox where position > ${last} order by position`);
      seen += rows.length;
      last = Number(rows.at(-1)?.position ?? last);
    });
    expect(seen).toBeLessThan(640);
  });

  it('waits for a transaction that began earlier, however long, and skips nothing', async () => {
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const long = em.fork().transactional(async (tx) => {
      await tx.execute('select pg_current_xact_id()');
      begin();
      await end;
      await outbox.add([participant('NL-long')]);
    });
    await begun;
    await say('NL-short');
    expect(await number(em, 100)).toEqual({ numbered: 0, head: 0, remaining: true });
    resolve();
    await long;
    await numberAll(2);
    expect(await said()).toEqual([
      { sequence: 1, isil: 'NL-long' },
      { sequence: 2, isil: 'NL-short' },
    ]);
  });

  it('does not wait for what began earlier in another database of the same server', async () => {
    const other = await freshDatabase('coverage', messagingMigrations);
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const long = other.orm.em.fork().transactional(async (tx) => {
      await tx.execute('select pg_current_xact_id()');
      begin();
      await end;
    });
    try {
      await begun;
      await say('NL-short');
      await numberAll(1);
      const [row] = await em
        .fork()
        .execute<{ held: boolean }[]>(`select pg_snapshot_xmin(pg_current_snapshot()) <= txid as held from outbox`);
      // Else the other had ended, and this would show nothing.
      expect(row).toEqual({ held: true });
    } finally {
      resolve();
      await long;
      await other.drop();
    }
  });

  it('is the same whoever numbers it, also when several do at once', async () => {
    for (let n = 0; n < 30; n++) await say(`NL-${n}-a`, `NL-${n}-b`);
    let numbered = 0;
    await eventually(async () => {
      for (const some of await Promise.all(Array.from({ length: 6 }, () => number(em, 15)))) numbered += some.numbered;
      expect(numbered).toBe(60);
    });
    expect((await said()).map(({ isil }) => isil)).toEqual(
      Array.from({ length: 60 }, (_, i) => `NL-${Math.floor(i / 2)}-${i % 2 === 0 ? 'a' : 'b'}`),
    );
  });
});

describe('the partitions of the outbox', () => {
  it('are there before they are needed', async () => {
    for (let n = 0; n < 12; n++) await say(...Array.from({ length: ROWS }, (_, i) => `NL-${n}-${i}`));
    expect(await numberAll(12 * ROWS)).toBe(12 * ROWS);
  });

  it('go when every hearer has passed them, and not before', async () => {
    await addPartitions(em, ROWS);
    for (let n = 0; n < 5; n++) await say(...Array.from({ length: ROWS }, (_, i) => `NL-${n}-${i}`));
    await numberAll(5 * ROWS);
    expect(await said(0)).not.toEqual([]);
    await dropPassedPartitions(em, 0n);
    const [first] = await said(0);
    expect(first?.sequence).toBe(1);

    const before = await names();
    await dropPassedPartitions(em, 250n);
    const left = (await said(0)).map(({ sequence }) => sequence);
    expect((await names()).length).toBeLessThan(before.length);
    expect(left[0]).toBeLessThanOrEqual(251);
    expect(left).toContain(500);
  });

  it('stay as long as a transaction writes to them', async () => {
    for (let n = 0; n < 3; n++) await say(...Array.from({ length: ROWS }, (_, i) => `NL-${n}-${i}`));
    await numberAll(3 * ROWS);
    await em.fork().transactional(async (tx) => {
      await tx.execute('lock table outbox in row exclusive mode');
      expect(await dropPassedPartitions(em, 1_000_000n)).toEqual([]);
    });
    expect(await dropPassedPartitions(em, 1_000_000n)).not.toEqual([]);
  });
});
