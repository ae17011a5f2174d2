import { randomUUID } from 'node:crypto';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { finished, holdingsFrom, idOf, PARTICIPANTS, plan, quantile, say, started, titlesFrom } from './collection.ts';
import { startTwoServices, type TwoServices } from './two-services.ts';

/** How fast coverage takes over a first import, and in how much memory (goal 10). Limit: COPY of as many rows. */
const HOLDINGS = Number(process.env['BENCH_HOLDINGS'] ?? 1_000_000);
const BATCH = 1000;

const services = await startTwoServices();
try {
  await services.adopt(plan());
  const limit = await copyLimit(services.em);
  const { said, counted } = await firstImport(services);
  say(`first import of ${HOLDINGS} holdings in ${HOLDINGS / PARTICIPANTS.length} titles, events of ${BATCH}`);
  say(`  COPY with primary key   ${limit.toFixed(1)} s  ${rate(limit)} rows/s`);
  say(`  said, carried, laid ready ${said.toFixed(1)} s, counted and judged ${counted.toFixed(1)} s`);
  say(`  in all ${rate(said + counted)} holdings/s  ${((said + counted) / limit).toFixed(1)} x COPY`);
  say(`  counters and flags that differ from a recomputation: ${await services.differences()}`);
  say(`  peak memory of coverage ${await services.peakMemory()} MB (goal 200 MB)`);
} finally {
  await services.stop();
}

async function firstImport({ say: tell, caughtUp }: TwoServices): Promise<{ said: number; counted: number }> {
  const began = performance.now();
  const run = randomUUID();
  const titles = HOLDINGS / PARTICIPANTS.length;
  let version = 0;
  await tell([started(run, PARTICIPANTS[0])]);
  for (let from = 0; from < titles; from += BATCH * 20) {
    const batches = Array.from(
      { length: Math.min(20, Math.ceil((titles - from) / BATCH)) },
      (_, at) => from + at * BATCH,
    );
    version++;
    await tell([
      ...batches.map((first) => titlesFrom(run, version, first, Math.min(BATCH, titles - first))),
      ...PARTICIPANTS.flatMap((who) =>
        batches.map((first) => holdingsFrom(run, version, who, first, Math.min(BATCH, titles - first))),
      ),
    ]);
  }
  await caughtUp();
  const ready = performance.now();
  await tell([finished(run, PARTICIPANTS[0])]);
  await caughtUp();
  return { said: (ready - began) / 1000, counted: (performance.now() - ready) / 1000 };
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
