import {
  AcquisitionPlanAssessedV1,
  AcquisitionPlanSubmittedV1,
  PlanAdoptedV1,
  type SnapshotFlag,
  type SnapshotPart,
} from '#libs/contracts';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OnSnapshotAsked } from '../src/on/snapshot-asked.ts';
import { Listener, openFlagsOf } from './what-it-came-to.ts';
import { EXAMPLE_PLAN, RunningCoverage, type Said } from './running.ts';

const PLANS = ['33333333-0000-4000-8000-000000000001', '33333333-0000-4000-8000-000000000002'] as const;
let coverage: RunningCoverage;
let said: Said[];

beforeAll(async () => {
  coverage = await RunningCoverage.start();
  await coverage.adopt(EXAMPLE_PLAN);
  await coverage.adopt(`${EXAMPLE_PLAN}# again\n`, 'voorbeeld/1');
  const lines = [
    {
      line: PLANS[0],
      profile: 'muziek',
      activity: 'collect' as const,
      level: '3b' as const,
      titles: 1,
      copies: 1,
      named: [],
    },
  ];
  for (const plan of PLANS) {
    const period = { name: 'Plan', from: '2026-01-01', to: '2026-12-31' };
    await coverage.hear(
      AcquisitionPlanSubmittedV1.of({ plan, version: 1, participant: 'NL-0800000001', lines, ...period }),
    );
  }
  said = await coverage.said();
}, 120_000);
afterAll(() => coverage.stop());

/** All rows of a part, so many at a time. */
async function all(part: SnapshotPart, limit: number): Promise<object[]> {
  const rows: object[] = [];
  let after: string | null = null;
  do {
    const question = Object.assign({ part, limit }, after === null ? {} : { after });
    const page = await coverage.app.get(OnSnapshotAsked).answer(question);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

/** What was said last of each, as a snapshot must say it. */
function last(type: string, key: string): unknown[] {
  const byKey = new Map(said.filter((it) => it.type === type).map(({ data }) => [String(data[key]), data]));
  return [...byKey.keys()].toSorted().map((it) => byKey.get(it));
}

describe.each([1, 2, 5000])('the state that is answered, %s at a time', (limit) => {
  it('has every version of the plan that was adopted, as was said', async () => {
    const rows = await all('collection-plans', limit);
    expect(rows).toEqual(last('coverage.plan-adopted.v1', 'version'));
    expect(rows).toHaveLength(2);
    expect(await validate(plainToInstance(PlanAdoptedV1, rows[0]))).toEqual([]);
  });

  it('has what each submitted plan means, as was said last', async () => {
    const rows = await all('assessments', limit);
    expect(rows).toEqual(last('coverage.acquisition-plan-assessed.v1', 'acquisitionPlan'));
    expect(rows).toMatchObject(PLANS.map((acquisitionPlan) => ({ acquisitionPlan })));
    expect(await validate(plainToInstance(AcquisitionPlanAssessedV1, rows[0]))).toEqual([]);
  });

  it('has the flags that are open, and those only', async () => {
    const rows = (await all('flags', limit)) as SnapshotFlag[];
    const listener = new Listener();
    listener.hear(said);
    expect(rows.map(({ flag }) => flag).toSorted()).toEqual([...listener.open.keys()].toSorted());
    expect(rows).toHaveLength((await openFlagsOf(coverage.em)).length);
    expect(rows[0]).toMatchObject({ plan: 'voorbeeld', version: 2 });
  });
});

it.each([
  ['a part that there is not', { part: 'titles' as const, limit: 5 }],
  ['no rows', { part: 'flags' as const, limit: 0 }],
  ['a place that is none', { part: 'flags' as const, limit: 5, after: 'x' }],
])('refuses to answer %s', async (_, question) => {
  await expect(coverage.app.get(OnSnapshotAsked).answer(question)).rejects.toMatchObject({
    code: 'snapshot.malformed',
  });
});
