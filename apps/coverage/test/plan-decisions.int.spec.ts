import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  type PlanLine,
} from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';

const PLAN = '0197f3a0-0000-7000-8000-000000000011';
const [KEPT, REFUSED] = ['1000009780306406157', '1000009789021434049'] as const;
const about = { plan: PLAN, participant: 'NL-0800010000' };

function line(number: number, key: string, more: Partial<PlanLine> = {}): PlanLine {
  return {
    line: `0197f3a0-0000-7000-8000-00000000002${number}`,
    profile: `muziek-${number}`,
    activity: 'collect',
    level: '3a',
    titles: 1,
    copies: 1,
    named: [{ key, identifier: key.slice(-13) }],
    ...more,
  };
}

const submitted = AcquisitionPlanSubmittedV1.of({
  ...about,
  version: 2,
  name: 'Muziek',
  from: '2026-01-01',
  to: '2029-12-31',
  lines: [line(1, KEPT), line(2, REFUSED, { to: '2026-12-31' })],
});

let coverage: RunningCoverage;

beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 240_000);

afterAll(async () => {
  await coverage.stop();
});

beforeEach(async () => {
  await coverage.forget();
  await coverage.adopt(EXAMPLE_PLAN);
  await coverage.hear(submitted);
});

function planned(): Promise<object[]> {
  return coverage.em.execute<object[]>(
    `select key::text, source, valid_to::text as "to" from planned_title order by key`,
  );
}

describe('a plan that was decided on', () => {
  it('plans its titles for the time of their lines while it stands', async () => {
    await expect(planned()).resolves.toEqual([
      { key: KEPT, source: 'plan', to: '2029-12-31' },
      { key: REFUSED, source: 'plan', to: '2026-12-31' },
    ]);
  });

  it('plans no longer what was refused of it when the rest was accepted', async () => {
    const [first] = submitted.lines;
    const lines = [first?.line ?? ''];
    await coverage.hear(AcquisitionPlanDecidedV1.of({ ...about, version: 3, decision: 'accepted', lines }));
    await expect(planned()).resolves.toEqual([{ key: KEPT, source: 'plan', to: '2029-12-31' }]);
  });

  it.each(['rejected', 'withdrawn', 'returned'] as const)('plans nothing any more when it was %s', async (decision) => {
    await coverage.hear(AcquisitionPlanDecidedV1.of({ ...about, version: 3, decision }));
    await expect(planned()).resolves.toEqual([]);
  });

  it('plans nothing besides its agreements, nor once these belong to its amendment', async () => {
    const agreed = {
      agreement: '0197f3a0-0000-7000-8000-000000000031',
      participant: about.participant,
      profile: 'muziek-1',
      activity: 'collect',
      level: '3a',
      titles: 1,
      copies: 1,
      named: [{ key: KEPT, identifier: KEPT.slice(-13) }],
      from: '2026-01-01',
      to: '2029-12-31',
    } as const;
    const made = AgreementChangedV1.of({ ...agreed, named: [...agreed.named], version: 1, plan: PLAN });
    await coverage.hear(AcquisitionPlanDecidedV1.of({ ...about, version: 3, decision: 'accepted' }), made);
    const amendment = '0197f3a0-0000-7000-8000-000000000012';
    await coverage.hear(
      AcquisitionPlanDecidedV1.of({ ...about, version: 4, decision: 'amended' }),
      AgreementChangedV1.of({ ...agreed, named: [...agreed.named], version: 2, plan: amendment }),
    );
    await expect(planned()).resolves.toEqual([{ key: KEPT, source: 'agreement', to: '2029-12-31' }]);
  });
});
