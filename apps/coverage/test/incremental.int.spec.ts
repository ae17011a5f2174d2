import { typeOf, type Fact } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { CollectionPlans } from '../src/store/collection-plans.ts';
import { atOneMoment } from '../src/queries/at-one-moment.ts';
import { Crossover } from '../src/store/projection.ts';
import { ScenarioEvaluation } from '../src/store/scenario-evaluation.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DayLedger, daysOf } from './day-ledger.ts';
import { type SideBySide, sideBySide, type Telling } from './histories.ts';
import { Oracle } from './oracle.ts';
import { RunningCoverage } from './running.ts';
import { figures, linesOf, openFlagsOf, Listener } from './what-it-came-to.ts';
import { planHere, planText, World } from './world.ts';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
});
afterAll(() => coverage.stop());

/** Histories to be lived, in all; so many at most side by side, since a statement costs as much for one as for many. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 1000);
const SIDE_BY_SIDE = 50;
/** Steps between two comparisons; the last step is always followed by one. */
const COMPARED_EVERY = 6;

/** A history, what its world must come to, and what was told of it until now. */
class Lived {
  readonly world: World;
  readonly oracle = new Oracle();
  readonly ledger = new DayLedger(this.oracle);
  private readonly accepted: Fact[] = [];

  constructor(
    number: number,
    private readonly history: readonly Telling[],
  ) {
    this.world = new World(number);
  }

  tell(at: number, nextVersion: () => number): Fact[] {
    const step = this.history[at];
    if (step === undefined) return [];
    if (step.kind === 'again') return repeats(this.accepted, step);
    const told = step.facts.map((tell) => this.world.fact(tell(nextVersion())));
    this.accepted.push(...told);
    return told;
  }
}

let versions = 0;

/** Lives histories side by side, and compares with what each must come to. */
async function live({ histories, common }: SideBySide, planOrder: readonly [number, number]): Promise<void> {
  await coverage.forget();
  const lived = histories.map((history, number) => new Lived(number, history));
  const listener = new Listener();
  let inForce: string | null = null;
  const adopt = async (which: number): Promise<void> => {
    const plan = planOrder[which]!;
    const text = planText(
      plan,
      lived.map(({ world }) => world),
      ++versions,
    );
    const drafted = await coverage.app.get(CollectionPlans).draft(text, 'owner');
    await coverage.app.get(CollectionPlans).adopt(drafted.plan, drafted.version, { supersedes: inForce, by: 'owner' });
    inForce = `${drafted.plan}/${drafted.version}`;
    const own = lived.map(({ world }) => planHere(plan, world));
    const all = own.reduce((sum, { profiles }) => sum + profiles.length, 0);
    let [before, lists] = [0, 0];
    for (const [at, { oracle }] of lived.entries()) {
      oracle.plan = own[at]!;
      oracle.beside = { before, all, lists };
      before += own[at]!.profiles.length;
      lists += own[at]!.referenceLists.length;
    }
    await note(lived);
  };
  await adopt(0);
  const last = Math.max(...histories.map(({ length }) => length)) - 1;
  for (let at = 0; at <= last; at++) {
    const happens = common[at] ?? null;
    if (happens?.kind === 'adopt') await adopt(happens.plan);
    if (happens?.kind === 'day') {
      await coverage.newDay(happens.day);
      await note(lived);
    }
    const told = lived.map((it) => it.tell(at, () => ++versions));
    const facts = sideways(told);
    if (happens?.kind === 'broken-off') await coverage.dieHearing(...facts);
    await coverage.hear(...facts);
    const [today, counted] = [coverage.clock.today(), await countedOn()];
    for (const [which, { ledger }] of lived.entries()) ledger.hear(told[which]!, today, counted);
    shareDays(lived);
    listener.hear(await coverage.said());
    if (at % COMPARED_EVERY === 0 || at === last) await compare(lived, listener);
  }
}

async function note(lived: readonly Lived[]): Promise<void> {
  for (const { ledger } of lived) ledger.note(coverage.clock.today(), await countedOn());
}

/** What is counted whatever plan is in force is counted from the day on which any history has something to count. */
function shareDays(lived: readonly Lived[]): void {
  const [first] = lived.flatMap(({ ledger }) => ledger.profileSince.get('') ?? []);
  if (first === undefined) return;
  for (const { ledger, oracle } of lived) {
    for (const code of oracle.alwaysCounted()) {
      if (!ledger.profileSince.has(code)) ledger.profileSince.set(code, first);
    }
  }
}

async function compare(lived: readonly Lived[], listener: Listener): Promise<void> {
  const on = coverage.clock.today();
  const expected = lived.map(({ oracle }) => oracle.figures(on));
  const { participants, histogram, pairs } = await figures(coverage.em);
  expect(participants).toEqual(expected.flatMap((it) => it.participants).toSorted());
  expect(pairs).toEqual(expected.flatMap((it) => it.pairs).toSorted());
  expect(histogram).toEqual(summed(expected.flatMap((it) => it.histogram)));
  expect(await daysOf(coverage.em)).toEqual(lived.flatMap(({ ledger }) => ledger.lines()).toSorted());
  const open = await openFlagsOf(coverage.em);
  expect(open).toEqual(lived.flatMap(({ oracle }) => oracle.flags(on)).toSorted());
  expect([...listener.open.values()].toSorted()).toEqual(open);
  expect(await simulated()).toEqual(open);
}

/** What no profile covers is counted for all worlds together. */
function summed(histogram: readonly string[]): string[] {
  const sums = new Map<string, number>();
  for (const [profile, holders, titles] of histogram.map((line) => line.split(' '))) {
    const key = `${profile} ${holders}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(titles));
  }
  return [...sums].map(([key, titles]) => `${key} ${titles}`).toSorted();
}

/** The flags of a scenario that changes nothing. */
async function simulated(): Promise<string[]> {
  const { branches } = await atOneMoment(coverage.em, (em) =>
    coverage.app.get(ScenarioEvaluation).evaluate(em, [{ on: null, changes: [] }], true),
  );
  return linesOf(branches[0]!.flags);
}

/**
 * What is told of all, in batches of one type as large as can be. What is told of one keeps its order, and what of it would
 * be heard together still is.
 */
function sideways(told: readonly (readonly Fact[])[]): Fact[] {
  const waiting = told.map((facts) => facts.toReversed());
  const ordered: Fact[] = [];
  for (;;) {
    const heads = waiting.flatMap((facts) => (facts.length === 0 ? [] : [typeOf(facts.at(-1)!)]));
    const [type] = heads;
    if (type === undefined) return ordered;
    for (const facts of waiting) while (facts.length > 0 && typeOf(facts.at(-1)!) === type) ordered.push(facts.pop()!);
  }
}

/** The newest day that something counts on: days do not go back, as the histories do. */
async function countedOn(): Promise<Day> {
  const [row] = await coverage.em.execute<{ day: Day }[]>(
    `select coalesce(counted_on::text, '2026-06-01') as day from projection`,
  );
  return row!.day;
}

/** What was told before, once more: older than what is known now, and in the other order if so wished. */
function repeats(accepted: readonly Fact[], { which, count, backwards }: Extract<Telling, { kind: 'again' }>): Fact[] {
  const from = accepted.length === 0 ? 0 : which % accepted.length;
  const some = accepted.slice(from, from + count);
  return backwards ? some.toReversed() : some;
}

/** Lives histories that chance chooses, so many side by side; says what was wrong. */
async function liveSome(many: number): Promise<string | undefined> {
  const orders = fc.constantFrom<[number, number][]>([0, 1], [1, 0]);
  const checked = await fc.check(fc.asyncProperty(sideBySide(many), orders, live), {
    numRuns: 1,
    includeErrorInReport: true,
    endOnFailure: true,
  });
  return fc.defaultReportMessage(checked);
}

/** By how they are counted: of all histories so many; counting everything again takes ten times as long. */
describe.each([
  ['counting what moved', 0.45, new Crossover()],
  ['counting what moved row by row', 0.45, { rows: 2000, share: 0.05, step: 1 }],
  ['counting again', 0.03, { rows: -1, share: 0, step: 2 }],
  ['now the one, now the other', 0.07, { rows: 60, share: 0, step: 20 }],
])('whatever is told in whatever order, %s', (_, share, crossover) => {
  beforeAll(() => {
    Object.assign(coverage.app.get(Crossover), crossover);
  });

  it(
    'comes to what a recomputation from the accepted facts comes to, and says each flag once',
    async () => {
      for (let left = Math.ceil(share * HISTORIES); left > 0; left -= SIDE_BY_SIDE) {
        expect(await liveSome(Math.min(SIDE_BY_SIDE, left))).toBeUndefined();
      }
    },
    1000 * Math.max(600, HISTORIES),
  );
});
