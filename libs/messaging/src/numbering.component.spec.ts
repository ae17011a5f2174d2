import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Postgres, startPostgres } from '#libs/embedded';
import { migrate, ormOptions } from '#libs/platform';
import { eventually, FragileNats, freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { connect } from '@nats-io/transport-node';
import { EFFECTS, participant, RecordParticipants } from '../test/effects.ts';
import { startService, type TestService } from '../test/service.ts';
import { outboxAnswers } from './answers.ts';
import { messagingMigrations } from './migrations.ts';
import { addPartitions } from './partitions.ts';
import { number, readLog } from './relay-log.ts';
import { headsOf } from './subjects.ts';

/** Nothing reaches the disk unless a commit waits for it. */
const LAZY = { wal_writer_delay: '10s' };

let nats: FragileNats;
let hearer: FreshDatabase;
let folder: string;
let port: number;
let postgres: Postgres;
const started: TestService[] = [];

beforeAll(async () => {
  [nats, hearer, port] = await Promise.all([
    FragileNats.start(),
    freshDatabase('coverage', messagingMigrations),
    freePort(),
  ]);
  await hearer.orm.em.fork().execute(EFFECTS);
});
afterAll(() => Promise.all([nats?.stop(), hearer?.drop()]));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collectie-numbering-'));
  postgres = await run({ services: { agreements: 'a' } });
});
afterEach(async () => {
  for (const service of started.splice(0)) await service.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The source's own server, durable as in earnest, always at the same address. */
function run(more: { services?: Record<string, string> } = {}): Promise<Postgres> {
  return startPostgres({ dataDir: join(folder, 'data'), port, settings: LAZY, ...more });
}

async function crash(): Promise<void> {
  await postgres.kill();
  postgres = await run();
}

async function withSource<Result>(work: (orm: MikroORM) => Promise<Result>): Promise<Result> {
  const orm = await MikroORM.init({
    ...ormOptions({ url: address(), migrations: messagingMigrations }),
    logger: () => undefined,
  });
  try {
    return await work(orm);
  } finally {
    await orm.close();
  }
}

function address(): string {
  return `postgres://agreements:a@127.0.0.1:${port}/agreements`;
}

function numbersOf({ em }: MikroORM): Promise<{ sequence: number; id: string }[]> {
  return readLog(em, 'agreements', 'e', { after: 0, upTo: 1000 }, 10_000_000).then((events) =>
    events.map(({ sequence, id }) => ({ sequence, id })),
  );
}

async function lastNumber({ em }: MikroORM): Promise<number> {
  const [row] = await em.fork().execute<{ at: number }[]>(`select sequence::float8 as at from relay`);
  return row?.at ?? -1;
}

/** Many transactions at once, whose rows lie mixed up. */
async function commit({ em }: MikroORM, transactions: number): Promise<void> {
  await Promise.all(
    Array.from({ length: transactions }, (_, n) =>
      em.fork().transactional(async (tx) => {
        for (const half of [1, 2]) {
          await tx.execute(
            `insert into outbox (id, type, subject, data) values (gen_random_uuid(), 'a.b.v1', 'a.b.v1', '${n}-${half}')`,
          );
          await tx.execute(`select pg_sleep(${((n * 7) % 5) / 1000})`);
        }
      }),
    ),
  );
}

describe('numbers that never reached the disk', () => {
  it('are given again, each to the same event, and nobody is told of fewer', async () => {
    const before = await withSource(async (orm) => {
      await migrate(orm);
      await addPartitions(orm.em);
      await commit(orm, 30);
      while ((await number(orm.em, 7)).remaining);
      return numbersOf(orm);
    });
    expect(before).toHaveLength(60);
    await crash();
    await withSource(async (orm) => {
      // Else nothing was lost, and this would show nothing.
      expect(await lastNumber(orm)).toBe(0);
      const answers = new (outboxAnswers('agreements'))(orm.em) as { head(): Promise<{ sequence: number }> };
      expect(await answers.head()).toMatchObject({ sequence: 60, floor: 1, more: false });
      expect(await numbersOf(orm)).toEqual(before);
    });
  });

  it('are no reason for who heard of them to begin anew', async () => {
    started.push(
      await startService('coverage', { databaseUrl: hearer.url, natsUrl: nats.url, controllers: [RecordParticipants] }),
    );
    const source = await startService('agreements', { databaseUrl: address(), natsUrl: nats.url });
    started.push(source);
    const watching = await connect({ servers: nats.url });
    const heads: number[] = [];
    watching.subscribe(headsOf('agreements'), {
      callback: (_, message) => void heads.push(message.json<{ sequence: number }>().sequence),
    });
    for (let n = 1; n <= 20; n++) await source.say([participant(`NL-${n}`, n)]);
    await eventually(async () => expect(await heard()).toHaveLength(20));
    await crash();
    await eventually(() => source.say([participant('NL-21', 21)]));
    await eventually(async () => expect(await heard()).toHaveLength(21), { timeout: 20_000 });
    // Time for a head that is too low to be heard, had one been told.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await heard()).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
    await watching.close();
    expect(heads).toEqual(heads.toSorted((one, other) => one - other));
    expect(heads.at(-1)).toBe(21);
  });
});

async function heard(): Promise<number[]> {
  const rows = await hearer.orm.em
    .fork()
    .execute<{ sequence: number }[]>(`select sequence::float8 as sequence from effect order by n`);
  return rows.map(({ sequence }) => sequence);
}
