import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  HoldingsChangedV1,
  RunFinishedV1,
  RunStartedV1,
  TitlesChangedV1,
  type Fact,
} from '#libs/contracts';
import {
  end,
  ended,
  eventually,
  FragileNats,
  freshDatabase,
  testIssuer,
  type FreshDatabase,
  type TestIssuer,
} from '#libs/testing';
import { freePort } from '#libs/embedded';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { migrations } from '../src/migrations/index.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { histories, PARTICIPANTS, PLANS } from './histories.ts';
import { DayLedger } from './day-ledger.ts';
import { Oracle } from './oracle.ts';
import { coverageProcess } from './process.ts';
import type { Said } from './running.ts';
import { Source } from './source.ts';
import { figures, Listener, openFlagsOf } from './what-it-came-to.ts';

const PLAN = PLANS[0]!;
let nats: FragileNats;
let issuer: TestIssuer;
let watcher: NatsConnection;
let holdings: Source;
let agreements: Source;
let database: FreshDatabase;
let port: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  [nats, issuer] = await Promise.all([FragileNats.start(), testIssuer()]);
}, 120_000);

afterAll(async () => {
  await nats.stop();
  await issuer.stop();
});

beforeEach(async () => {
  database = await freshDatabase('coverage', migrations);
  port = await freePort();
  watcher = await connect({ servers: nats.url });
  [holdings, agreements] = await Promise.all([
    Source.start('holdings', nats.url),
    Source.start('agreements', nats.url),
  ]);
}, 120_000);

afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  await Promise.all([holdings.stop(), agreements.stop()]);
  const manager = await jetstreamManager(watcher);
  for await (const { config } of manager.streams.list()) await manager.streams.delete(config.name);
  await watcher.close();
  await database.drop();
}, 120_000);

/** One that was killed holds its leases for some seconds more; that the next one waits for that is tested elsewhere. */
async function start(failpoint = ''): Promise<ChildProcess> {
  await database.orm.em.fork().execute('update lease set until = clock_timestamp()');
  return startAt(port, failpoint);
}

async function startAt(at: number, failpoint = ''): Promise<ChildProcess> {
  const child = await coverageProcess({
    DATABASE_URL: database.url,
    NATS_URL: nats.url,
    HTTP_PORT: String(at),
    FAILPOINT: failpoint,
    ...issuer.env,
  });
  children.push(child);
  return child;
}

async function ask<Answer>(method: string, path: string, body?: string, at = port): Promise<Answer> {
  const token = await issuer.token({ roles: ['plan-owner', 'administrator'] });
  const answer = await fetch(`http://127.0.0.1:${at}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/yaml' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** What verifying says it looks at, in order, and last what came of it. */
async function partsVerified(): Promise<string[]> {
  const authorization = `Bearer ${await issuer.token({ roles: ['administrator'] })}`;
  const headers = { authorization, accept: 'application/x-ndjson' };
  const answer = await fetch(`http://127.0.0.1:${port}/verify`, { method: 'POST', headers });
  const lines = (await answer.text()).trim().split('\n');
  const said = lines.map((line) => JSON.parse(line) as { progress?: { part: string }; found?: { equal: boolean } });
  return [...new Set(said.map(({ progress, found }) => progress?.part ?? `equal: ${found?.equal}`))];
}

/** An oracle that knows since when figures are known. */
function oracleOfDays(): Oracle {
  const oracle = new Oracle();
  oracle.ledger = new DayLedger(oracle);
  return oracle;
}

async function adopt(oracle: Oracle): Promise<void> {
  const { code, version } = await ask<{ code: string; version: number }>('POST', '/collection-plans', PLAN);
  await ask('POST', `/collection-plans/${code}/${version}/adopt`);
  oracle.plan = readPlan(PLAN);
  oracle.ledger?.note(today(), today());
}

/** A history told by both sources, every run of it finished in the end. */
function history(seed: number): Fact[] {
  const steps = fc.sample(histories, { seed, numRuns: 3 }).flat();
  let version = 0;
  const facts = steps.flatMap((step) => (step.kind === 'tell' ? step.facts.map((made) => made(++version)) : []));
  const runs = new Set(facts.flatMap((fact) => (fact instanceof RunStartedV1 ? [fact.run] : [])));
  const finished = [...runs].map((run) =>
    RunFinishedV1.of({
      run,
      participant: PARTICIPANTS[0],
      source: 's',
      asOf: '2026-05-01',
      records: 1,
      rejected: 0,
      added: 1,
      changed: 0,
      removed: 0,
    }),
  );
  const submitted = new Set<string>();
  const possible = facts.filter((fact) => {
    if (fact instanceof AcquisitionPlanSubmittedV1) submitted.add(fact.plan);
    // No source decides on what was never submitted.
    return !(fact instanceof AcquisitionPlanDecidedV1) || submitted.has(fact.plan);
  });
  return [...possible, ...finished];
}

async function tell(facts: readonly Fact[], oracle: Oracle): Promise<void> {
  for (const fact of facts) {
    const source = (fact.constructor as unknown as { type: string }).type.startsWith('holdings.')
      ? holdings
      : agreements;
    await source.say(fact);
    oracle.ledger?.hear([fact], today(), today());
  }
}

async function caughtUp(): Promise<void> {
  const heads = { holdings: await holdings.head(), agreements: await agreements.head() };
  await eventually(
    async () => {
      const rows = await database.orm.em
        .fork()
        .execute<{ source: string; at: number }[]>(
          'select source, sequence::int as at from checkpoint order by source',
        );
      expect(Object.fromEntries(rows.map(({ source, at }) => [source, at]))).toEqual(heads);
    },
    { timeout: 90_000 },
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** What coverage keeps, said and judged, against the oracle. */
async function expectToAgreeWith(oracle: Oracle): Promise<void> {
  const em = database.orm.em.fork();
  expect(await figures(em)).toEqual(oracle.figures(today()));
  const open = await openFlagsOf(em);
  expect(open).toEqual(oracle.flags(today()));
  const said = await em.execute<{ type: string; data: string }[]>(
    'select type, data from outbox order by txid, position',
  );
  const listener = new Listener();
  listener.hear(said.map(({ type, data }) => ({ type, data: JSON.parse(data) as Said['data'] })));
  expect([...listener.open.values()].toSorted()).toEqual(open);
}

/** What `verify` finds where nothing is wrong and nothing on its way. */
const SOUND = { equal: true, underway: 0 };

interface Found {
  readonly equal: boolean;
  readonly underway: number;
  readonly state: Readonly<Record<string, { readonly count: number } | null>>;
}

function agreed(participant: string): AgreementChangedV1 {
  return AgreementChangedV1.of({
    agreement: randomUUID(),
    version: 1,
    participant,
    profile: 'muziek',
    activity: 'collect',
    level: '2b',
    from: '2020-01-01',
    to: '2099-12-31',
    titles: 0,
    copies: 0,
    plan: randomUUID(),
    named: [],
  });
}

/** Changes whenever any row of what coverage keeps is written. */
async function rowsWritten(): Promise<unknown> {
  const tables = [
    'title',
    'holding',
    'participant_statistics',
    'holders_histogram',
    'pair_statistics',
    'agreement',
    'acquisition_plan',
    'retention_commitment',
    'retained_title',
    'retained_statistics',
    'flag',
    'flag_history',
  ];
  return await database.orm.em
    .fork()
    .execute(
      tables
        .map(
          (table) =>
            `select '${table}' as name, count(*), coalesce(sum(xmin::text::bigint), 0) as written from ${table}`,
        )
        .join(' union all '),
    );
}

describe('coverage as a process of its own', () => {
  it('hears of a load, and tells that a flag is raised and cleared', async () => {
    await start();
    const oracle = oracleOfDays();
    await adopt(oracle);
    const told: Said[] = [];
    const subscription = watcher.subscribe('coverage.>', {
      callback: (_, message) => {
        told.push({ type: message.headers?.get('ce-type') ?? '', data: message.json() });
      },
    });
    const [run, other] = [randomUUID(), randomUUID()];
    const titles = ['1000000000000000001', '1000000000000000002'].map((id) => ({
      id,
      keys: [id],
      title: `Titel ${id}`,
      material: 'book' as const,
      language: 'dut',
      audience: 'adult' as const,
      classifications: [{ scheme: 'nbc' as const, notation: '24.10' }],
    }));
    const held = titles.map(({ id }) => ({ title: id, copies: 1, extant: 1, onOrder: 0 }));
    const finish = { source: 's', asOf: '2026-05-01', records: 2, rejected: 0, added: 2, changed: 0, removed: 0 };
    await tell(
      [
        agreed(PARTICIPANTS[0]),
        agreed(PARTICIPANTS[1]),
        RunStartedV1.of({ run, participant: PARTICIPANTS[0], source: 's', expected: 2 }),
        TitlesChangedV1.of({ version: 1, run, titles }),
        HoldingsChangedV1.of({ version: 1, run, participant: PARTICIPANTS[0], holdings: held }),
        RunFinishedV1.of({ run, participant: PARTICIPANTS[0], ...finish }),
        HoldingsChangedV1.of({ version: 2, run: other, participant: PARTICIPANTS[1], holdings: held }),
      ],
      oracle,
    );
    const raised = (type: string) =>
      told.filter((it) => it.type === type).flatMap(({ data }) => data['flags'] as { kind: string; subject: string }[]);
    await eventually(
      async () => {
        expect(raised('coverage.flags-raised.v1')).toContainEqual(
          expect.objectContaining({ kind: 'overlap.holdings', subject: `${PARTICIPANTS[0]}+${PARTICIPANTS[1]}` }),
        );
        expect(raised('coverage.flags-cleared.v1').map(({ kind }) => kind)).toContain('gap.unowned');
      },
      { timeout: 60_000 },
    );
    await caughtUp();
    await expectToAgreeWith(oracle);
    subscription.unsubscribe();
  }, 240_000);

  it.each([
    ['inside the transaction', 'hearer.applied'],
    ['after the commit, before the acknowledgement', 'hearer.committed'],
  ])(
    'comes to the same when it is killed %s, again and again',
    async (_, failpoint) => {
      const oracle = oracleOfDays();
      const first = await start();
      await adopt(oracle);
      await end(first, 'SIGKILL');
      const facts = history(7);
      await tell(facts, oracle);
      for (const passes of [0, 2, 1]) await ended(await start(`${failpoint}:${passes}`));
      await start();
      await caughtUp();
      await expectToAgreeWith(oracle);
      expect(await openFlagsOf(database.orm.em.fork())).not.toEqual([]);
    },
    120_000,
  );

  it('writes no row when the whole stream is delivered again, twice', async () => {
    await start();
    const oracle = oracleOfDays();
    await adopt(oracle);
    await tell(history(11), oracle);
    await caughtUp();
    const before = await rowsWritten();
    const manager = await jetstreamManager(watcher);
    for (let times = 0; times < 2; times++) {
      for (const stream of ['HOLDINGS', 'AGREEMENTS']) await manager.consumers.delete(stream, 'coverage');
      await eventually(
        async () => {
          for (const stream of ['HOLDINGS', 'AGREEMENTS']) {
            const { num_pending: pending, num_ack_pending: unsettled } = await manager.consumers.info(
              stream,
              'coverage',
            );
            expect(pending + unsettled).toBe(0);
          }
        },
        { timeout: 90_000 },
      );
    }
    expect(await rowsWritten()).toEqual(before);
    await expectToAgreeWith(oracle);
  }, 240_000);

  it('tells what was missed from what is on its way, in the instance that hears and in the other', async () => {
    await start();
    await adopt(oracleOfDays());
    const other = await freePort();
    await startAt(other);
    const verified = () => Promise.all([port, other].map((at) => ask<Found>('POST', '/verify', undefined, at)));
    await agreements.say(agreed(PARTICIPANTS[0]));
    await caughtUp();
    expect(await verified()).toMatchObject([SOUND, SOUND]);

    // What was committed gets no number as long as an older transaction goes on.
    await agreements.database.orm.em.fork().transactional(async (tx) => {
      await tx.execute('select pg_current_xact_id()');
      await agreements.say(agreed(PARTICIPANTS[1]));
      const underway = { ...SOUND, underway: 1 };
      expect(await verified()).toMatchObject([underway, underway]);
    });
    await eventually(async () => expect(await verified()).toMatchObject([SOUND, SOUND]), { timeout: 30_000 });

    await database.orm.em.fork().execute('delete from agreement');
    for (const found of await verified()) {
      expect(found).toMatchObject({ equal: false, underway: 0, state: { agreements: { count: 2 } } });
    }
  }, 120_000);

  it('verifies, and rebuilds what was damaged from the sources', async () => {
    await start();
    const oracle = oracleOfDays();
    await adopt(oracle);
    await tell(history(13), oracle);
    await caughtUp();
    expect(await ask('POST', '/verify')).toMatchObject({ equal: true, underway: 0 });
    expect(await partsVerified()).toEqual(['counters', 'flags', 'titles', 'holdings', 'agreements', 'equal: true']);
    const em = database.orm.em.fork();
    await em.execute('update participant_statistics set titles = titles + 1');
    await em.execute('delete from holding where ctid in (select ctid from holding where copies > 0 limit 2)');
    await em.execute(`update retention_commitment set state = 'lost' where state = 'active'`);
    await em.execute(`insert into retained_title (title, profile, days) values (1, 1, '{[2026-01-01,2099-01-01)}')`);
    await em.execute(`insert into retained_statistics (profile, day, titles) values (1, '2020-01-01', 1)`);
    await em.execute(`update title set language = 'xxx' where not gone`);
    await em.execute(`update agreement set level = '0'`);
    await em.execute(`update flag set cleared_at = now() where cleared_at is null and kind = 'gap.unowned'`);
    const found = await ask<{ equal: boolean; counters: Record<string, { count: number }> }>('POST', '/verify');
    expect(found.equal).toBe(false);
    expect(found.counters['participant_statistics']?.count).toBeGreaterThan(0);
    expect(found.counters['retained_statistics']?.count).toBeGreaterThan(0);
    expect(found.counters['retained_title']?.count).toBeGreaterThan(0);
    await ask('POST', '/rebuild');
    await eventually(
      async () => {
        expect(await ask('POST', '/verify')).toMatchObject({ equal: true });
      },
      { timeout: 90_000 },
    );
    expect(await figures(em)).toEqual(oracle.figures(today()));
    expect(await openFlagsOf(em)).toEqual(oracle.flags(today()));
  }, 240_000);
});
