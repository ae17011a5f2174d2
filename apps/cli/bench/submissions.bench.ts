import { isbnOf } from '#libs/records';
import type { Gateway } from '../src/gateway/gateway.ts';
import { Laboratory, quantile, say, until } from './laboratory.ts';

/**
 * So many managers submit an acquisition plan at the same moment: how long each waits for the answer, and how long until
 * coverage's assessment stands on every plan. Limits in the same run: the same of plans submitted one by one, and as
 * many bare one-row commits at once.
 */
const MANAGERS = Number(process.env['BENCH_MANAGERS'] ?? 100);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ALONE = 20;
const WARM_UP = 3;
const NAMED = 100;
/** Every plan names titles that some other plan names too. */
const POOL = (MANAGERS * NAMED) / 2;

await Laboratory.with(async (laboratory) => {
  await prepare(laboratory.gateway());
  await inTurn(laboratory, WARM_UP);
  const alone = await inTurn(laboratory, ALONE);
  const [together, commits]: [Waits[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    together.push(...(await atOnce(laboratory)));
    commits.push(...(await bareCommits(laboratory)));
  }
  say(`${MANAGERS} managers submit at once, ${ROUNDS} times; each plan names ${NAMED} titles`);
  report(
    'answered',
    'bare commits at once',
    0.99,
    together.map(({ answered }) => answered),
    commits,
  );
  report(
    'answered',
    'plans one by one',
    0.99,
    together.map(({ answered }) => answered),
    alone.map(({ answered }) => answered),
  );
  report(
    'assessed',
    'plans one by one',
    0.99,
    together.map(({ assessed }) => assessed),
    alone.map(({ assessed }) => assessed),
  );
  const throughput =
    MANAGERS /
    (quantile(
      together.map(({ assessed }) => assessed),
      1,
    ) /
      1000);
  say(`  at least ${throughput.toFixed(0)} plans a second submitted and assessed`);
});

interface Waits {
  /** Milliseconds until the submission was answered. */
  readonly answered: number;
  /** Milliseconds until the plan carries its assessment. */
  readonly assessed: number;
}

async function prepare(gateway: Gateway): Promise<void> {
  const plan = `plan: meting
title: Meting
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - code: muziek
    name: { nl: Muziek }
    scope: { classification: [{ scheme: nbc, prefix: '24' }] }
    targets: { collect: { level: 2a, participants: { min: 1 } } }`;
  await gateway.sendText('coverage', '/collection-plans', plan, 'application/yaml');
  await gateway.send('POST', 'coverage', '/collection-plans/meting/1/adopt');
  for (let number = 0; number < MANAGERS; number++) {
    const isil = participantAt(number % MANAGERS);
    await gateway.send('POST', 'agreements', '/participants', {
      isil,
      name: isil,
      kind: 'library',
      from: '2020-01-01',
    });
  }
  await until(async () => (await gateway.get<{ items: unknown[] }>('agreements', '/profiles')).items.length > 0);
}

function participantAt(number: number): string {
  return `NL-08${String(number).padStart(8, '0')}`;
}

async function draft(gateway: Gateway, number: number): Promise<string> {
  const named = Array.from({ length: NAMED }, (_, at) => {
    return { identifier: isbnOf((number * NAMED + at * 7) % POOL), title: `Titel ${at}` };
  });
  const line = { profile: 'muziek', activity: 'collect', level: '2a', titles: NAMED, copies: NAMED, named };
  const plan = { name: 'Meting', from: '2026-01-01', to: '2029-12-31', lines: [line] };
  const participant = participantAt(number % MANAGERS);
  return (await gateway.send<{ id: string }>('POST', 'agreements', '/acquisition-plans', { ...plan, participant })).id;
}

/** Submits plans at the same moment, and looks in the database for their assessments: asking for each would be most of the load. */
async function submit(laboratory: Laboratory, plans: readonly string[]): Promise<Waits[]> {
  const gateway = laboratory.gateway();
  await gateway.get('agreements', '/profiles');
  return laboratory.sql('agreements', async (orm) => {
    const began = performance.now();
    const answering = plans.map(async (plan) => {
      await gateway.send('POST', 'agreements', `/acquisition-plans/${plan}/submit`);
      return performance.now() - began;
    });
    const assessed = new Map<string, number>();
    await until(async () => {
      const rows = await orm.em
        .fork()
        .execute<{ plan: string }[]>('select plan from assessment where plan = any(?::uuid[])', [
          `{${plans.join(',')}}`,
        ]);
      for (const { plan } of rows) if (!assessed.has(plan)) assessed.set(plan, performance.now() - began);
      return assessed.size === plans.length;
    }, 10);
    const answered = await Promise.all(answering);
    return plans.map((plan, at) => ({
      answered: answered[at] ?? Number.NaN,
      assessed: assessed.get(plan) ?? Number.NaN,
    }));
  });
}

async function inTurn(laboratory: Laboratory, count: number): Promise<Waits[]> {
  const waits: Waits[] = [];
  for (let number = 0; number < count; number++) waits.push(...(await inOneRound(laboratory, [number])));
  return waits;
}

async function atOnce(laboratory: Laboratory): Promise<Waits[]> {
  return inOneRound(
    laboratory,
    Array.from({ length: MANAGERS }, (_, number) => number),
  );
}

async function inOneRound(laboratory: Laboratory, managers: readonly number[]): Promise<Waits[]> {
  const gateway = laboratory.gateway();
  const plans: string[] = [];
  for (const number of managers) plans.push(await draft(gateway, number));
  const waits = await submit(laboratory, plans);
  for (const plan of plans) await withdraw(gateway, plan);
  return waits;
}

async function withdraw(gateway: Gateway, plan: string): Promise<void> {
  await gateway.send('POST', 'agreements', `/acquisition-plans/${plan}/withdraw`);
}

async function bareCommits(laboratory: Laboratory): Promise<number[]> {
  return laboratory.sql('postgres', async (orm) => {
    await orm.em.fork().execute('create table if not exists bare (n int)');
    const began = performance.now();
    return Promise.all(
      Array.from({ length: MANAGERS }, async (_, n) => {
        await orm.em.fork().execute('insert into bare values (?)', [n]);
        return performance.now() - began;
      }),
    );
  });
}

function report(what: string, limit: string, share: number, ours: readonly number[], theirs: readonly number[]): void {
  const [wait, least] = [quantile(ours, share), quantile(theirs, share)];
  const figures = `p50 ${quantile(ours, 0.5).toFixed(0)} ms  p99 ${wait.toFixed(0)} ms`;
  const limits = `${limit}: p50 ${quantile(theirs, 0.5).toFixed(0)} ms  p99 ${least.toFixed(0)} ms`;
  say(`  ${what}  ${figures}  (${limits})  ${(wait / least).toFixed(1)} x`);
}
