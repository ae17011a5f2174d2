import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { streamOf } from '#libs/contracts';
import { natsConnection } from '#libs/messaging';
import { eventually } from '#libs/testing';
import { Driver } from './driver.ts';
import { history, isilOf, PARTICIPANTS, type Step } from './inputs.ts';
import { Installation, KILLABLE } from './installation.ts';
import { type Expected, expected } from './oracle.ts';

/** Another seed gives another history and another order of faults: FAULTS_SEED=7 npm test -- faults */
const SEED = Number(process.env['FAULTS_SEED'] ?? 20261124);
const STEPS = Number(process.env['FAULTS_STEPS'] ?? 40);

let installation: Installation;
let driver: Driver;
let steps: Step[];

beforeAll(async () => {
  installation = await Installation.start();
  driver = new Driver(installation);
  await driver.prepare();
  steps = history(SEED, STEPS);
}, 400_000);

afterAll(async () => {
  await installation?.stop();
}, 60_000);

describe(`two instances of every service, killed at random while files and plans come in (seed ${SEED})`, () => {
  it('end up in the state that follows from the accepted inputs, and told every flag once', async () => {
    const ended = new AbortController();
    const striking = strike(ended.signal);
    try {
      await driver.send(steps);
    } finally {
      ended.abort();
    }
    expect(await striking).toBeGreaterThan(0);

    const truth = expected(steps);
    await eventually(async () => expect(await actual()).toEqual(truth), { timeout: 90_000, every: 500 });
    for (const service of ['holdings', 'coverage'] as const) {
      expect(await verified(service)).toEqual(expect.objectContaining({ equal: true }));
    }
    expect(await query('coverage', RAISED_TWICE)).toEqual([]);
    for (const service of KILLABLE) expect(await driver.all(service, '/parked')).toEqual([]);
  }, 900_000);

  it('change nothing when every event is delivered again', async () => {
    const before = await state();
    await installation.restartNats({ wiped: true });
    for (const source of ['holdings', 'agreements'] as const) await heardAgain(source);
    await eventually(async () => expect(await actual()).toEqual(expected(steps)), { timeout: 60_000, every: 500 });
    expect(await state()).toEqual(before);
  }, 180_000);
});

/**
 * Faults 7, 8, 9, 11 and 24: kills of services, NATS and database connections, a wiped bus, a long transaction. Only an
 * instance of a service that is whole is killed, so that a machine on which a start takes long gets fewer blows instead
 * of a service that is never there. Gives the number of kills.
 */
async function strike(signal: AbortSignal): Promise<number> {
  let kills = 0;
  let seed = SEED;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  while (!signal.aborted) {
    const dice = random(20);
    const service = KILLABLE[random(3)] ?? 'coverage';
    const which = random(2);
    if (dice < 14) {
      if (await installation.isWhole(service)) {
        await installation.kill(service, which);
        kills += 1;
      }
    } else if (dice < 15) await installation.restartNats({ wiped: false });
    else if (dice < 16) await installation.restartNats({ wiped: true });
    else if (dice < 18) await query(service, TERMINATE);
    else await query('postgres', 'begin; select pg_current_xact_id(); select pg_sleep(1.5); commit');
    await new Promise((resolve) => setTimeout(resolve, 200 + random(1500)));
  }
  return kills;
}

const TERMINATE = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/** A flag may be raised again only after it was cleared. */
const RAISED_TWICE = `select flag, what, previous from (
    select flag, what, lag(what) over (partition by flag order by position) as previous from flag_history
     where what in ('raised', 'cleared')) h
  where what = previous`;

/**
 * What `verify` finds once every source answers it and has told all: whoever was killed a moment ago is still starting.
 */
async function verified(service: 'holdings' | 'coverage'): Promise<Record<string, unknown>> {
  return eventually(
    async () => {
      const found = await driver.call(service, 'POST', '/verify', {});
      expect(Object.values(found['state'] ?? {})).not.toContain(null);
      expect(found['underway'] ?? 0).toBe(0);
      return found;
    },
    { timeout: 60_000, every: 500 },
  );
}

/** What the services answer, in the oracle's words. */
async function actual(): Promise<Expected> {
  const holdings: string[] = [];
  for (let participant = 0; participant < PARTICIPANTS; participant++) {
    const isil = isilOf(participant);
    for (const it of await driver.all('holdings', `/participants/${isil}/holdings`)) {
      holdings.push([isil, it['title'], it['copies'], it['extant'], it['onOrder']].join(' '));
    }
  }
  const matrix = (await driver.call('coverage', 'GET', '/coverage/matrix')) as unknown as {
    profiles: { code: string; titles: number }[];
    unclassified: { titles: number };
  };
  const counted = matrix.profiles.map(({ code, titles }) => [code.slice(1), titles] as const);
  const flags = await driver.all('coverage', '/flags?state=open');
  return {
    holdings: holdings.sort(),
    titles: Object.fromEntries([['', matrix.unclassified.titles], ...counted]) as Expected['titles'],
    flags: flags.map((it) => [it['kind'], it['profile'], it['activity'], it['subject']].join(' ')).sort(),
  };
}

/** Waits until all that a source has in its outbox is on the bus once more, and coverage has settled it. */
async function heardAgain(source: 'holdings' | 'agreements'): Promise<void> {
  const connection = await connect(natsConnection(installation.nats.urlOf('coverage'), 'coverage'));
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    await eventually(
      async () => {
        const [{ said } = {}] = await query(source, 'select count(*)::int as said from outbox where sequence > 0');
        const { delivered, num_pending, num_ack_pending } = await manager.consumers.info(
          streamOf(source).name,
          'coverage',
        );
        expect(Number(said)).toBeGreaterThan(0);
        expect(delivered.stream_seq).toBeGreaterThanOrEqual(Number(said));
        expect(num_pending + num_ack_pending).toBe(0);
      },
      { timeout: 60_000 },
    );
  } finally {
    await connection.close();
  }
}

/** Rows of coverage with the transactions that wrote them: a change that leaves the values alone is seen, too. */
async function state(): Promise<unknown> {
  const tables = ['holding', 'title', 'agreement', 'flag', 'participant_statistics', 'holders_histogram'];
  return Promise.all(tables.map((table) => query('coverage', `select xmin::text, t::text from ${table} t order by 2`)));
}

async function query(database: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: installation.postgres.url(database, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = (await client.query(sql)) as unknown as { rows: Record<string, unknown>[] };
    return rows;
  } finally {
    await client.end();
  }
}
