import { AcquisitionPlanRemarkedV1 } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { AcquisitionPlan, type PlanState } from './acquisition-plan.ts';
import { readProposal } from './proposal.ts';
import { Remark } from './remark.ts';

const PLAN = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
const SAYING = {
  id: '5b2f8a52-9d53-4f0b-8a0e-5a3f0c1d2e01',
  by: 'plan-owner',
  name: 'Mira',
  at: new Date('2027-01-01T00:00:00Z'),
} as const;

function planThatIs(state: PlanState): AcquisitionPlan {
  const line = { profile: 'muziek', activity: 'collect', level: '3b', titles: 12, copies: 20, named: [] };
  const proposal = { name: 'Muziek', from: '2027-01-01', to: '2027-12-31', lines: [line] };
  return Object.assign(new AcquisitionPlan(PLAN, 'NL-0800010000', readProposal(PLAN, proposal, null)), { state });
}

function say(plan: AcquisitionPlan, text: string, line: string | null = null): AcquisitionPlanRemarkedV1[] {
  return new Remark(plan, line, text, SAYING).say(plan);
}

describe('a remark', () => {
  it('tells that something was said on a line, not what', () => {
    const plan = planThatIs('in-review');
    const line = plan.lines[0]?.line ?? '';
    expect(say(plan, 'Why so many?', line)).toEqual([
      AcquisitionPlanRemarkedV1.of({
        plan: PLAN,
        remark: SAYING.id,
        participant: 'NL-0800010000',
        by: 'plan-owner',
        line,
      }),
    ]);
  });

  it.each(['submitted', 'in-review', 'returned'] as const)('is made while a plan is %s', (state) => {
    expect(say(planThatIs(state), 'Why so many?')).toHaveLength(1);
  });

  it.each(['draft', 'accepted', 'rejected', 'withdrawn', 'amended'] as const)(
    'is refused while a plan is %s',
    (state) => {
      expect(() => say(planThatIs(state), 'Why so many?')).toThrow(expect.objectContaining({ code: 'remark.closed' }));
    },
  );

  it('says something, and not too much of it', () => {
    expect(() => say(planThatIs('submitted'), ' ')).toThrow(expect.objectContaining({ code: 'remark.empty' }));
    expect(() => say(planThatIs('submitted'), 'x'.repeat(5_001))).toThrow(
      expect.objectContaining({ code: 'remark.too-large' }),
    );
  });

  it('is about a line that there is', () => {
    expect(() => say(planThatIs('submitted'), 'Why?', PLAN)).toThrow(expect.objectContaining({ code: 'line.unknown' }));
  });
});
