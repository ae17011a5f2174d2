import type { Fact } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { CollectionPlans } from '../src/store/collection-plans.ts';
import { Crossover } from '../src/store/projection.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DayLedger, daysOf } from './day-ledger.ts';
import { histories, PLANS, type Step } from './histories.ts';
import { Oracle } from './oracle.ts';
import { RunningCoverage } from './running.ts';
import { figures, openFlagsOf, Listener } from './what-it-came-to.ts';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
});
afterAll(() => coverage.stop());

const HISTORIES = Number(process.env['HISTORIES'] ?? 10);

/** Lives a history, and compares with the oracle after every step. */
async function live(history: readonly Step[], planOrder: readonly [number, number]): Promise<void> {
  await coverage.forget();
  const [oracle, listener] = [new Oracle(), new Listener()];
  const ledger = new DayLedger(oracle);
  const accepted: Fact[] = [];
  let versions = 0;
  let inForce: string | null = null;
  for (const step of history) {
    if (step.kind === 'tell' || step.kind === 'again') {
      const told = step.kind === 'tell' ? step.facts.map((tell) => tell(++versions)) : repeats(accepted, step);
      accepted.push(...(step.kind === 'tell' ? told : []));
      await coverage.hear(...told);
      ledger.hear(told, coverage.clock.today(), await countedOn());
    } else if (step.kind === 'adopt') {
      const yaml = `${PLANS[planOrder[step.plan]!]}# ${++versions}\n`;
      const { plan, version } = await coverage.app.get(CollectionPlans).draft(yaml, 'owner');
      await coverage.app.get(CollectionPlans).adopt(plan, version, { supersedes: inForce, by: 'owner' });
      inForce = `${plan}/${version}`;
      oracle.plan = { ...readPlan(yaml), version };
      ledger.note(coverage.clock.today(), await countedOn());
    } else {
      await coverage.newDay(step.day);
      ledger.note(coverage.clock.today(), await countedOn());
    }
    listener.hear(await coverage.said());
    const on = coverage.clock.today();
    expect(await figures(coverage.em)).toEqual(oracle.figures(on));
    expect(await daysOf(coverage.em)).toEqual(ledger.lines());
    const open = await openFlagsOf(coverage.em);
    expect(open).toEqual(oracle.flags(on));
    expect([...listener.open.values()].toSorted()).toEqual(open);
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
function repeats(accepted: readonly Fact[], { which, count, backwards }: Extract<Step, { kind: 'again' }>): Fact[] {
  const from = accepted.length === 0 ? 0 : which % accepted.length;
  const some = accepted.slice(from, from + count);
  return backwards ? some.toReversed() : some;
}

describe.each([
  ['counting what moved', new Crossover()],
  ['counting what moved row by row', { rows: 2000, share: 0.05, step: 1 }],
  ['counting again', { rows: -1, share: 0, step: 2 }],
  ['now the one, now the other', { rows: 3, share: 0, step: 2 }],
])('whatever is told in whatever order, %s', (_, crossover) => {
  beforeAll(() => {
    Object.assign(coverage.app.get(Crossover), crossover);
  });

  it('comes to what a recomputation from the accepted facts comes to, and says each flag once', async () => {
    const orders = fc.constantFrom<[number, number][]>([0, 1], [1, 0]);
    const lived = fc.check(
      fc.asyncProperty(
        fc.constant<Step>({ kind: 'adopt', plan: 0 }),
        histories,
        orders,
        async (first, history, order) => {
          await live([first, ...history], order);
        },
      ),
      { numRuns: HISTORIES, includeErrorInReport: true },
    );
    expect(fc.defaultReportMessage(await lived)).toBeUndefined();
  }, 600_000);
});
