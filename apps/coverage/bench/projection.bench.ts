import { randomUUID } from 'node:crypto';
import { type Fact, HoldingsChangedV1, RunFinishedV1, RunStartedV1, TitlesChangedV1 } from '#libs/contracts';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { startTwoServices, type TwoServices } from './two-services.ts';

/**
 * How fast coverage takes over a first import, and goal 7: how long after its commit at the source a small change is
 * visible as a flag on the bus, alone and with an import running. Limits: COPY of as many rows, and bare one-row commits.
 */
const HOLDINGS = Number(process.env['BENCH_HOLDINGS'] ?? 1_000_000);
const CHANGES = Number(process.env['BENCH_CHANGES'] ?? 100);
const PARTICIPANTS = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003', 'NL-0800000004'];
const BATCH = 1000;
const FINISH = { source: 'bench', asOf: '2026-01-01', records: 1, rejected: 0, added: 1, changed: 0, removed: 0 };

let version = 0;
const services = await startTwoServices();
try {
  await services.adopt(plan());
  const limit = await copyLimit(services.em);
  const seconds = await firstImport(services);
  say(`first import of ${HOLDINGS} holdings in ${HOLDINGS / PARTICIPANTS.length} titles, events of ${BATCH}`);
  say(`  COPY with primary key   ${limit.toFixed(1)} s  ${rate(limit)} rows/s`);
  say(
    `  said, carried, projected ${seconds.toFixed(1)} s  ${rate(seconds)} holdings/s  ${(seconds / limit).toFixed(1)} x COPY`,
  );
  await smallChanges(services, 'alone');
  await withImport(services, () => smallChanges(services, 'with an import running'));
} finally {
  await services.stop();
}

async function firstImport({ say: tell, caughtUp }: TwoServices): Promise<number> {
  const began = performance.now();
  const run = randomUUID();
  const titles = HOLDINGS / PARTICIPANTS.length;
  await tell([RunStartedV1.of({ run, participant: PARTICIPANTS[0]!, source: 'bench', expected: HOLDINGS })]);
  for (let from = 0; from < titles; from += BATCH * 20) {
    const batches = Array.from(
      { length: Math.min(20, Math.ceil((titles - from) / BATCH)) },
      (_, at) => from + at * BATCH,
    );
    version++;
    await tell([
      ...batches.map((first) => titlesFrom(run, first, Math.min(BATCH, titles - first))),
      ...PARTICIPANTS.flatMap((who) =>
        batches.map((first) => holdingsFrom(run, who, first, Math.min(BATCH, titles - first))),
      ),
    ]);
  }
  await tell([RunFinishedV1.of({ run, participant: PARTICIPANTS[0]!, ...FINISH })]);
  await caughtUp();
  return (performance.now() - began) / 1000;
}

/** One new title and one holding at a time, as a run of its own, until the profile's figure is told on the bus. */
async function smallChanges({ say: tell, onFlags, em }: TwoServices, circumstances: string): Promise<void> {
  const [visible, bare]: [number[], number[]] = [[], []];
  let heard = ignored;
  onFlags((flags) => heard(flags));
  await em.fork().execute('create table if not exists bare (n int)');
  for (let change = 0; change < CHANGES; change++) {
    const number = 500_000_000 + ++version;
    const run = randomUUID();
    const told = new Promise<void>((resolve) => {
      heard = (flags) => {
        if (flags.includes('gap.volume')) resolve();
      };
    });
    const began = performance.now();
    await tell([
      RunStartedV1.of({ run, participant: PARTICIPANTS[0]!, source: 'bench', expected: 1 }),
      titlesFrom(run, number, 1),
      holdingsFrom(run, PARTICIPANTS[0]!, number, 1),
      RunFinishedV1.of({ run, participant: PARTICIPANTS[0]!, ...FINISH }),
    ]);
    await told;
    visible.push(performance.now() - began);
    const started = performance.now();
    await em.fork().execute('insert into bare values (1)');
    bare.push(performance.now() - started);
  }
  const [ours, theirs] = [quantile(visible, 0.95), quantile(bare, 0.95)];
  say(`goal 7, ${circumstances}: ${CHANGES} changes on ${HOLDINGS} holdings`);
  say(`  bare one-row commit     p50 ${quantile(bare, 0.5).toFixed(1)} ms  p95 ${theirs.toFixed(1)} ms`);
  say(
    `  visible as a flag       p50 ${quantile(visible, 0.5).toFixed(1)} ms  p95 ${ours.toFixed(1)} ms  p99 ${quantile(visible, 0.99).toFixed(1)} ms  ${(ours / theirs).toFixed(1)} x (goal 10 x; p99 < 1000 ms)`,
  );
}

async function withImport({ say: tell, caughtUp }: TwoServices, measure: () => Promise<void>): Promise<void> {
  const run = randomUUID();
  const still = { going: true };
  await tell([RunStartedV1.of({ run, participant: PARTICIPANTS[1]!, source: 'bench', expected: HOLDINGS })]);
  const importing = (async () => {
    for (let from = 0; still.going; from += BATCH) {
      version++;
      await tell([holdingsFrom(run, PARTICIPANTS[1]!, from % 100_000, BATCH)]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  await measure();
  still.going = false;
  await importing;
  await tell([RunFinishedV1.of({ run, participant: PARTICIPANTS[1]!, ...FINISH })]);
  await caughtUp();
}

function idOf(number: number): string {
  return `1${String((number * 7_919) % 1_000_000_007).padStart(18, '0')}`;
}

function titlesFrom(run: string, first: number, count: number): Fact {
  return TitlesChangedV1.of({
    version,
    run,
    titles: Array.from({ length: count }, (_, at) => {
      const [id, group] = [idOf(first + at), String((first + at) % 100).padStart(2, '0')];
      return {
        id,
        keys: [id],
        title: `Titel ${first + at}`,
        material: 'book' as const,
        language: 'dut',
        audience: 'adult' as const,
        classifications: [{ scheme: 'nbc' as const, notation: `${group}.10` }],
      };
    }),
  });
}

function holdingsFrom(run: string, participant: string, first: number, count: number): Fact {
  const holdings = Array.from({ length: count }, (_, at) => ({
    title: idOf(first + at),
    copies: 1 + (version % 3),
    extant: 1,
    onOrder: 0,
  }));
  return HoldingsChangedV1.of({ version, run, participant, holdings });
}

/** A hundred profiles, none of which ever has titles enough, so that each change is told. */
function plan(): string {
  const profiles = Array.from({ length: 100 }, (_, at) => {
    const group = String(at).padStart(2, '0');
    return `
  - code: p${group}
    name: { nl: Groep ${group} }
    scope: { classification: [{ scheme: nbc, prefix: '${group}' }] }
    targets: { collect: { level: 2a, participants: { min: 1 }, titles: { min: 900000000 } } }`;
  });
  return `plan: meting\ntitle: Meting\nperiod: { from: 2026-01-01, to: 2029-12-31 }\nprofiles:${profiles.join('')}\n`;
}

/** Seconds of COPY of as many rows into a table with its primary key, the median of three. */
async function copyLimit(em: EntityManager): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    await em
      .fork()
      .execute(
        'create table bench_copy (title bigint, participant int, copies int, extant int, on_order int, primary key (title, participant))',
      );
    const began = performance.now();
    await em
      .fork()
      .transactional((tx) =>
        copyInto(tx, 'bench_copy', ['title', 'participant', 'copies', 'extant', 'on_order'], rows()),
      );
    times.push((performance.now() - began) / 1000);
    await em.fork().execute('drop table bench_copy');
  }
  return quantile(times, 0.5);
}

function* rows(): Generator<readonly [string, number, number, number, number]> {
  for (let row = 0; row < HOLDINGS; row++) yield [idOf(row >> 2), row & 3, 1, 1, 0];
}

function rate(seconds: number): string {
  return Math.round(HOLDINGS / seconds).toLocaleString('en');
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

function ignored(_flags: string): void {
  // Nobody waits for it.
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
