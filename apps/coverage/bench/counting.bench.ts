import { Clock } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { EVERYTHING, Judge } from '../src/store/judge.ts';
import { Crossover, LOCK_PROJECTION, Projection } from '../src/store/projection.ts';
import { COUNTS, recount } from '../src/store/recount.ts';
import { startAlone } from './alone.ts';
import { quantile, say } from './collection.ts';
import { fillNetwork, NETWORK, networkPlan } from './network.ts';

/**
 * On a state of so many holdings: what it takes to count and judge everything again, against one look at the same rows;
 * goal 8, that a load is never slower than 1.3 times the faster of counting what it moved and counting everything again,
 * whatever its size; and goal 6, that what is told again changes nothing, three times as fast as at first.
 */
const HOLDINGS = Number(process.env['BENCH_HOLDINGS'] ?? 1_000_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
/** Sizes of loads, in percent of the rows there are. */
const SHARES = (process.env['BENCH_SHARES'] ?? '1,2,3,4,5,6,8,10,20').split(',').map(Number);
const ROWS = HOLDINGS + HOLDINGS / NETWORK.holders;
const RUN = 7;

const WAYS = {
  moved: { rows: Number.MAX_SAFE_INTEGER, share: 0.05, step: 2000 },
  again: { rows: -1, share: 0, step: 2000 },
};
const USUAL = new Crossover();
const TODAY = new Clock().today();

const coverage = await startAlone();
const crossover = coverage.app.get(Crossover);
const projection = coverage.app.get(Projection);
try {
  await fillNetwork(coverage.em, HOLDINGS);
  await coverage.adopt(networkPlan());
  say(`${HOLDINGS} holdings in ${HOLDINGS / NETWORK.holders} titles, on ${TODAY}`);
  await rebuild();
  let worst = 0;
  for (const share of SHARES) worst = Math.max(worst, await load(share));
  say(`goal 8: at worst ${worst.toFixed(2)} x the faster way (goal 1.3 x)`);
  await replay();
} finally {
  await coverage.stop();
}

/** Everything counted and judged again, in turn with one aggregate over the same rows. */
async function rebuild(): Promise<void> {
  const [ours, limit]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    limit.push(
      await inTransaction(async (tx) => {
        await tx.execute(`set local work_mem = '256MB'`);
        await tx.execute(`select count(*) from (${COUNTS.participant_statistics}) c`);
      }),
    );
    ours.push(
      await inTransaction(async (tx) => {
        await recount(tx, TODAY);
        await coverage.app.get(Judge).judge(EVERYTHING);
      }),
    );
  }
  const [all, one] = [quantile(ours, 0.5), quantile(limit, 0.5)];
  say(
    `everything counted and judged again ${all.toFixed(1)} s, one look at the rows ${one.toFixed(1)} s: ${(all / one).toFixed(1)} x`,
  );
}

/** A load of so many percent, in both ways in turn. Gives how much slower the way that is taken is than the faster. */
async function load(share: number): Promise<number> {
  const times = { moved: Array<number>(), again: Array<number>() };
  let rows = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of ['moved', 'again'] as const) {
      Object.assign(crossover, WAYS[way]);
      rows = await layReady(share, `${round} ${way} ${share}`);
      times[way].push(await inTransaction(() => projection.merge(RUN, { events: [], causes: [], on: TODAY })));
    }
  }
  const [moved, again] = [quantile(times.moved, 0.5), quantile(times.again, 0.5)];
  const taken = rows > USUAL.rows && rows > USUAL.share * ROWS ? again : moved;
  const ratio = taken / Math.min(moved, again);
  say(
    `  ${String(share).padStart(4)} %, ${rows} rows: what moved ${moved.toFixed(2)} s, everything ${again.toFixed(2)} s, taken ${taken === moved ? 'the first' : 'the second'}: ${ratio.toFixed(2)} x the faster`,
  );
  return ratio;
}

/** Some holdings by chance: what was there goes, what was gone comes. Tidies up before, so that no load pays for the former. */
async function layReady(share: number, chance: string): Promise<number> {
  const { em } = coverage;
  await em.execute('vacuum (analyze) holding');
  await em.execute(
    `insert into pending_holding (run, participant, title, copies, extant, on_order, version)
     select ${RUN}, participant, title, 1 - sign(copies), 1 - sign(copies), 0, version + 1 from holding
      where abs(hashtextextended(title::text || ' ' || participant || ?, 0)) % 1000000 < ?`,
    [chance, Math.round((share / 100) * (ROWS / HOLDINGS) * 1_000_000)],
  );
  await em.execute('vacuum (analyze) pending_holding');
  const [row] = await em.execute<{ rows: number }[]>('select count(*)::int as rows from pending_holding');
  return row!.rows;
}

/** A hundredth of the titles are told for the first time, and then once more, as one run each. */
async function replay(): Promise<void> {
  Object.assign(crossover, USUAL);
  const { em } = coverage;
  const count = Math.round(HOLDINGS / 30);
  const [first, again]: [number[], number[]] = [[], []];
  const changed = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const ready = (): Promise<unknown> =>
      em.execute(
        `insert into pending_holding (run, participant, title, copies, extant, on_order, version)
         select ${RUN}, 1 + (n % ${NETWORK.participants}), 2000000000000000000 + ? * 100000000::bigint + n, 1, 1, 0, 5
           from generate_series(1, ?) n`,
        [round, count],
      );
    await ready();
    first.push(await inTransaction(() => projection.merge(RUN, { events: [], causes: [], on: TODAY })));
    await ready();
    const before = await stateOf(em);
    again.push(await inTransaction(() => projection.merge(RUN, { events: [], causes: [], on: TODAY })));
    for (const [table, state] of await stateOf(em)) if (before.get(table) !== state) changed.add(table);
  }
  const [once, more] = [quantile(first, 0.5), quantile(again, 0.5)];
  say(
    `goal 6, ${count} holdings told: first ${Math.round(count / once)}/s, again ${Math.round(count / more)}/s: ${(once / more).toFixed(1)} x (goal 3 x)`,
  );
  say(`  tables in which what was told again changed a row: ${[...changed].join(', ') || 'none'}`);
}

/** By table, where each row lies and who wrote it: another as soon as one is written, to whatever values. */
async function stateOf(em: EntityManager): Promise<Map<string, string>> {
  const tables = [
    'holding',
    'title',
    'participant_statistics',
    'holders_histogram',
    'pair_statistics',
    'flag',
    'outbox',
  ];
  const states = await em.execute<{ name: string; state: string }[]>(
    tables
      .map(
        (table) =>
          `select '${table}' as name, coalesce(sum(hashtextextended(xmin::text || ctid::text, 0))::text, '') as state from ${table}`,
      )
      .join(' union all '),
  );
  return new Map(states.map(({ name, state }) => [name, state]));
}

async function inTransaction(act: (tx: EntityManager) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await coverage.em.transactional(async (tx) => {
    await tx.execute(LOCK_PROJECTION);
    await act(tx);
  });
  return (performance.now() - began) / 1000;
}
