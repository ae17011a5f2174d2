import { Random } from '#libs/records';
import { Clock } from '#libs/platform';
import { LOCK_PROJECTION, Projection } from '../src/store/projection.ts';
import { type Alone, startAlone } from './alone.ts';
import { quantile, say } from './collection.ts';
import { fillNetwork, NETWORK, networkPlan } from './network.ts';

/**
 * What a change costs in coverage, from where it is laid ready to its flags, on a small state and on a large one by turns:
 * goal, flat within 1.5 times. The limit is what it costs on the small one.
 */
const [SMALL = 1_000_000, LARGE = 10_000_000] = (process.env['BENCH_SIZES'] ?? '')
  .split(',')
  .filter(Boolean)
  .map(Number);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 40);
/** Holdings that change at once. */
const CHANGES = [1, 10, 100, 1000];
/** Rounds that do not count: the server plans, and reads what it does not have in memory yet. */
const WARM_UP = 10;
const RUN = 7;
const TODAY = new Clock().today();

interface State {
  readonly holdings: number;
  readonly coverage: Alone;
  readonly random: Random;
}

const states: State[] = [];
try {
  for (const holdings of [SMALL, LARGE]) {
    const coverage = await startAlone();
    states.push({ holdings, coverage, random: new Random(1, holdings) });
    await fillNetwork(coverage.em, holdings);
    await coverage.adopt(networkPlan());
    for (const table of ['title', 'holding']) await coverage.em.execute(`vacuum (analyze) ${table}`);
  }
  say(`${ROUNDS} changes of each size by turns, on ${SMALL} and on ${LARGE} holdings`);
  for (const rows of CHANGES) await compare(rows);
} finally {
  for (const { coverage } of states) await coverage.stop();
}

async function compare(rows: number): Promise<void> {
  const times = states.map(() => Array<number>());
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [at, state] of states.entries()) {
      const took = await change(state, rows);
      if (round >= WARM_UP) times[at]!.push(took);
    }
  }
  const shares = [0.5, 0.95].map((share) => {
    const [small, large] = times.map((of) => quantile(of, share)) as [number, number];
    return `p${share * 100} ${small.toFixed(1)} and ${large.toFixed(1)} ms, ${(large / small).toFixed(2)} x`;
  });
  say(`  ${String(rows).padStart(4)} holdings at once: ${shares.join('; ')} (goal 1.5 x)`);
}

/** Holdings of titles by chance, one of each, that were there go, and that were gone come. Milliseconds. */
async function change({ holdings, coverage, random }: State, rows: number): Promise<number> {
  const titles = holdings / NETWORK.holders;
  const numbers = Array.from({ length: rows }, () => random.below(titles));
  await coverage.em.execute(
    `insert into pending_holding (run, participant, title, copies, extant, on_order, version)
     select distinct on (title) ${RUN}, participant, title, 1 - sign(copies), 1 - sign(copies), 0, version + 1
       from holding
      where title in (select 1000000000000000000 + (e::bigint * 7919) % 1000000007 from json_array_elements_text(?) as e)
      order by title, participant`,
    [JSON.stringify(numbers)],
  );
  const began = performance.now();
  await coverage.em.transactional(async (tx) => {
    await tx.execute(LOCK_PROJECTION);
    await coverage.app.get(Projection).merge(RUN, { events: [], causes: [], on: TODAY });
  });
  return performance.now() - began;
}
