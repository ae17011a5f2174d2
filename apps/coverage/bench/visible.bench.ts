import { randomUUID } from 'node:crypto';
import { fill, finished, holdingsFrom, PARTICIPANTS, plan, quantile, say, started, titlesFrom } from './collection.ts';
import { startTwoServices, type TwoServices } from './two-services.ts';

/**
 * Goal 7: how long after its commit at the source a small change is visible as a flag on the bus, alone and with an
 * import running, on a state of so many holdings. Limit: bare one-row commits in between. Before that, how long it takes
 * to adopt a plan over that state: every title finds its profiles anew.
 */
const HOLDINGS = Number(process.env['BENCH_HOLDINGS'] ?? 1_000_000);
const CHANGES = Number(process.env['BENCH_CHANGES'] ?? 100);
/** Changes before the first that counts: what hears goes by single events at first, and the server plans. */
const WARM_UP = 40;
const BATCH = 1000;

let version = 10;
const services = await startTwoServices();
try {
  await services.em.fork().execute('create table bare (n int)');
  await fill(services.em, HOLDINGS);
  const began = performance.now();
  await services.adopt(plan());
  say(
    `a plan of 100 profiles adopted over ${HOLDINGS} holdings in ${HOLDINGS / PARTICIPANTS.length} titles: ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  await changes(services, WARM_UP);
  report('alone', await changes(services, CHANGES));
  await withImport(services, async () => report('with an import running', await changes(services, CHANGES)));
  say(`counters and flags that differ from a recomputation: ${await services.differences()}`);
  say(`peak memory of coverage ${await services.peakMemory()} MB`);
} finally {
  await services.stop();
}

interface Times {
  readonly visible: number[];
  readonly bare: number[];
}

/** One new title and one holding at a time, as a run of its own, until the profile's figure is told on the bus. */
async function changes({ say: tell, onFlags, em }: TwoServices, count: number): Promise<Times> {
  const [visible, bare]: [number[], number[]] = [[], []];
  let heard = ignored;
  onFlags((flags) => heard(flags));
  for (let change = 0; change < count; change++) {
    const number = 500_000_000 + ++version;
    const run = randomUUID();
    const told = new Promise<void>((resolve) => {
      heard = (flags) => {
        if (flags.includes('gap.volume')) resolve();
      };
    });
    const began = performance.now();
    await tell([
      started(run, PARTICIPANTS[0]),
      titlesFrom(run, version, number, 1),
      holdingsFrom(run, version, PARTICIPANTS[0], number, 1),
      finished(run, PARTICIPANTS[0]),
    ]);
    await told;
    visible.push(performance.now() - began);
    const from = performance.now();
    await em.fork().execute('insert into bare values (1)');
    bare.push(performance.now() - from);
  }
  return { visible, bare };
}

function report(circumstances: string, { visible, bare }: Times): void {
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
  await tell([started(run, PARTICIPANTS[1])]);
  const importing = (async () => {
    for (let from = 0; still.going; from += BATCH) {
      version++;
      await tell([holdingsFrom(run, version, PARTICIPANTS[1], from % 100_000, BATCH)]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  await measure();
  still.going = false;
  await importing;
  await tell([finished(run, PARTICIPANTS[1])]);
  await caughtUp();
}

function ignored(_flags: string): void {
  // Nobody waits for it.
}
