import { profileCoverage } from '../src/queries/profile-coverage.ts';
import { atOneMoment } from '../src/queries/at-one-moment.ts';
import type { Scope } from '#libs/scopes';
import type { ScenarioChange } from '../src/model/scenario-change.ts';
import { HoldersInMemory } from '../src/store/holders-in-memory.ts';
import { COUNTS } from '../src/store/recount.ts';
import { ScenarioEvaluation } from '../src/store/scenario-evaluation.ts';
import { startAlone } from './alone.ts';
import { quantile, say } from './collection.ts';
import { fillNetwork, NETWORK, networkPlan } from './network.ts';

/**
 * What readers wait for on a state of so many holdings. Goal 9: the overlap of all pairs of a large profile, at least five
 * times as fast as the join of the holdings with themselves, and within 300 ms. Goal 14: a scenario, of every kind that
 * reads holdings, within a second; limit: everything counted from the holdings, as a load would.
 */
const HOLDINGS = Number(process.env['BENCH_HOLDINGS'] ?? 5_000_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);

const coverage = await startAlone();
try {
  await fillNetwork(coverage.em, HOLDINGS);
  const adopting = await seconds(() => coverage.adopt(networkPlan()));
  say(`${HOLDINGS} holdings of ${NETWORK.participants} participants in ${HOLDINGS / NETWORK.holders} titles`);
  say(`  a plan of 101 profiles adopted: ${adopting.toFixed(1)} s`);
  await overlap();
  await scenarios();
} finally {
  await coverage.stop();
}

async function overlap(): Promise<void> {
  const [page, join]: [number[], number[]] = [[], []];
  const [profile] = await coverage.em.execute<{ number: number }[]>(
    `select number from plan_profile where code = 'groot'`,
  );
  let pairs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    page.push(
      await seconds(async () => {
        pairs = (await profileCoverage(coverage.em, 'groot', '2026-11-27'))!.shared.length;
      }),
    );
    join.push(
      await seconds(() =>
        coverage.em.transactional(async (tx) => {
          await tx.execute(`set local work_mem = '256MB'`);
          const rows = await tx.execute(`select * from (${COUNTS.pair_statistics}) p where p.profile = ?`, [
            profile!.number,
          ]);
          if (rows.length !== pairs) throw new Error(`The join found ${rows.length} pairs, the page ${pairs}`);
        }),
      ),
    );
  }
  const [ours, theirs] = [quantile(page, 0.5), quantile(join, 0.5)];
  say(`goal 9, the page of a profile of which all ${pairs} pairs overlap`);
  say(`  join of the holdings with themselves ${ms(theirs)}`);
  say(`  the page                             ${ms(ours)}  ${(theirs / ours).toFixed(1)} x as fast (goal 5 x, 300 ms)`);
}

async function scenarios(): Promise<void> {
  const evaluation = coverage.app.get(ScenarioEvaluation);
  const [id, because] = ['1', null];
  const kinds: readonly (readonly [string, ScenarioChange])[] = [
    ['another scope for a hundredth', { id, because, kind: 'scope-set', profile: 'p10', scope: scope('10.0', '11.1') }],
    ['another scope for a tenth', { id, because, kind: 'scope-set', profile: 'p10', scope: scope('4') }],
    [
      'another scope for the largest',
      { id, because, kind: 'scope-set', profile: 'groot', scope: scope('0', '1', '2') },
    ],
    [
      'a library that closes',
      { id, because, kind: 'participant-closed', participant: 'NL-0000000007', on: '2026-01-01' },
    ],
    ['a profile that goes', { id, because, kind: 'profile-removed', profile: 'p20' }],
  ];
  const counting = await seconds(() =>
    coverage.em.transactional(async (tx) => {
      await tx.execute(`set local work_mem = '256MB'`);
      for (const definition of [COUNTS.participant_statistics, COUNTS.holders_histogram, COUNTS.pair_statistics])
        await tx.execute(`select count(*) from (${definition}) c`);
    }),
  );
  say(`goal 14, scenarios: limit, everything counted from the holdings ${ms(counting)}`);
  await reading();
  for (const [name, change] of kinds) {
    const times: number[] = [];
    const before = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round++) {
      times.push(
        await seconds(() =>
          atOneMoment(coverage.em, (tx) => evaluation.evaluate(tx, [{ on: null, changes: [change] }])),
        ),
      );
    }
    const processor = processorSince(before) / ROUNDS;
    say(
      `  ${name.padEnd(32)} p50 ${ms(quantile(times, 0.5))}  slowest ${ms(Math.max(...times))} (goal 1000 ms); ` +
        `processor of the service ${ms(processor)}`,
    );
  }
}

/** What the first one waits for besides, and what it takes in memory from then on. */
async function reading(): Promise<void> {
  const [before, used] = [process.cpuUsage(), memory()];
  const read = await seconds(() =>
    atOneMoment(coverage.em, (tx) => coverage.app.get(HoldersInMemory).at(tx, () => Promise.resolve())),
  );
  const processor = processorSince(before);
  say(`  holders read into memory once ${ms(read)}, processor of the service ${ms(processor)}: ${memory() - used} MB`);
}

/** Megabytes of objects and buffers. */
function memory(): number {
  gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return Math.round((heapUsed + arrayBuffers) / 1_000_000);
}

/** Seconds of a processor. */
function processorSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

function scope(...prefixes: readonly string[]): Scope {
  const classification = prefixes.map((prefix) => ({ scheme: 'nbc' as const, prefix }));
  return { classification, material: [], language: [], audience: [] };
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) / 1000;
}

function ms(time: number): string {
  return `${(time * 1000).toFixed(0)} ms`;
}
