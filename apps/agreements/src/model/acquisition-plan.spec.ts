import { AcquisitionPlanDecidedV1, AcquisitionPlanReviewStartedV1, AcquisitionPlanSubmittedV1 } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { AcquisitionPlan, type Circumstances, type PlanState } from './acquisition-plan.ts';
import { Participant } from './participant.ts';
import { type PlanContent, readProposal } from './proposal.ts';

const PLAN = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
const OTHER_LINE = '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a02';
const AT = new Date('2026-11-02T09:30:00Z');
const participant = new Participant('NL-0800010000', {
  name: 'Bibliotheek Rivierdal',
  kind: 'library',
  from: '2020-01-01',
  to: null,
  successor: null,
});
const circumstances: Circumstances = { participant, profiles: new Set(['muziek']) };

function content(name = 'Muziek 2027'): PlanContent {
  const line = { profile: 'muziek', activity: 'collect', level: '3b', titles: 12, copies: 20 };
  const named = [{ identifier: '0-306-40615-2', title: 'Information theory' }];
  return readProposal(
    PLAN,
    { name, from: '2027-01-01', to: '2027-12-31', lines: [{ ...line, named }] },
    circumstances.profiles,
  );
}

function draft(): AcquisitionPlan {
  return new AcquisitionPlan(PLAN, participant.isil, content());
}

function submitted(): AcquisitionPlan {
  const plan = draft();
  plan.submit(circumstances, AT);
  return plan;
}

function returned(): AcquisitionPlan {
  const plan = submitted();
  plan.return('Please consult NL-0800020000');
  return plan;
}

function accepted(): AcquisitionPlan {
  const plan = submitted();
  plan.accept();
  return plan;
}

function withdrawn(): AcquisitionPlan {
  const plan = submitted();
  plan.withdraw();
  return plan;
}

function inReview(): AcquisitionPlan {
  const plan = submitted();
  plan.review();
  return plan;
}

function rejected(): AcquisitionPlan {
  const plan = submitted();
  plan.reject('Out of scope');
  return plan;
}

function amended(): AcquisitionPlan {
  const plan = accepted();
  plan.giveWay();
  return plan;
}

const IN: Record<PlanState, () => AcquisitionPlan> = {
  draft,
  submitted,
  'in-review': inReview,
  returned,
  accepted,
  rejected,
  withdrawn,
  amended,
};

type Act = (plan: AcquisitionPlan) => unknown;
const edit: Act = (plan) => plan.edit(content('Muziek en film 2027'));
const submit: Act = (plan) => plan.submit(circumstances, AT);
const withdraw: Act = (plan) => plan.withdraw();
const sendBack: Act = (plan) => plan.return('Too broad');
const accept: Act = (plan) => plan.accept();
const discard: Act = (plan) => plan.discard();
const review: Act = (plan) => plan.review();
const reject: Act = (plan) => plan.reject('Out of scope');
const amend: Act = (plan) => plan.amendment('5b2f8a52-9d53-4f0b-8a0e-5a3f0c1d2e01', content());
const giveWay: Act = (plan) => plan.giveWay();

function fields(plan: AcquisitionPlan): object {
  return Object.fromEntries(Object.entries(plan));
}

describe('what may be done with a plan', () => {
  it.each<[string, Act, PlanState, PlanState]>([
    ['edited', edit, 'draft', 'draft'],
    ['edited', edit, 'returned', 'returned'],
    ['submitted', submit, 'draft', 'submitted'],
    ['submitted', submit, 'returned', 'submitted'],
    ['withdrawn', withdraw, 'submitted', 'withdrawn'],
    ['withdrawn', withdraw, 'returned', 'withdrawn'],
    ['returned', sendBack, 'submitted', 'returned'],
    ['accepted', accept, 'submitted', 'accepted'],
    ['deleted', discard, 'draft', 'draft'],
    ['taken into review', review, 'submitted', 'in-review'],
    ['withdrawn', withdraw, 'in-review', 'withdrawn'],
    ['returned', sendBack, 'in-review', 'returned'],
    ['accepted', accept, 'in-review', 'accepted'],
    ['rejected', reject, 'submitted', 'rejected'],
    ['rejected', reject, 'in-review', 'rejected'],
    ['amended', amend, 'accepted', 'accepted'],
    ['replaced by its amendment', giveWay, 'accepted', 'amended'],
  ])('can be %s while %s', (_what, act, from, to) => {
    const plan = IN[from]();
    act(plan);
    expect(plan.state).toBe(to);
  });

  it.each<[string, Act, PlanState, string]>([
    ['edited', edit, 'submitted', 'not-editable'],
    ['edited', edit, 'in-review', 'not-editable'],
    ['edited', edit, 'accepted', 'not-editable'],
    ['edited', edit, 'rejected', 'not-editable'],
    ['edited', edit, 'withdrawn', 'not-editable'],
    ['edited', edit, 'amended', 'not-editable'],
    ['submitted', submit, 'accepted', 'not-submittable'],
    ['submitted', submit, 'rejected', 'not-submittable'],
    ['submitted', submit, 'withdrawn', 'not-submittable'],
    ['submitted', submit, 'amended', 'not-submittable'],
    ['withdrawn', withdraw, 'draft', 'not-withdrawable'],
    ['withdrawn', withdraw, 'accepted', 'not-withdrawable'],
    ['withdrawn', withdraw, 'rejected', 'not-withdrawable'],
    ['withdrawn', withdraw, 'amended', 'not-withdrawable'],
    ['taken into review', review, 'draft', 'not-submitted'],
    ['taken into review', review, 'returned', 'not-submitted'],
    ['taken into review', review, 'accepted', 'not-submitted'],
    ['taken into review', review, 'rejected', 'not-submitted'],
    ['taken into review', review, 'withdrawn', 'not-submitted'],
    ['taken into review', review, 'amended', 'not-submitted'],
    ['returned', sendBack, 'draft', 'not-submitted'],
    ['returned', sendBack, 'returned', 'not-submitted'],
    ['returned', sendBack, 'accepted', 'not-submitted'],
    ['returned', sendBack, 'rejected', 'not-submitted'],
    ['returned', sendBack, 'withdrawn', 'not-submitted'],
    ['returned', sendBack, 'amended', 'not-submitted'],
    ['accepted', accept, 'draft', 'not-submitted'],
    ['accepted', accept, 'returned', 'not-submitted'],
    ['accepted', accept, 'rejected', 'not-submitted'],
    ['accepted', accept, 'withdrawn', 'not-submitted'],
    ['accepted', accept, 'amended', 'not-submitted'],
    ['rejected', reject, 'draft', 'not-submitted'],
    ['rejected', reject, 'returned', 'not-submitted'],
    ['rejected', reject, 'accepted', 'not-submitted'],
    ['rejected', reject, 'withdrawn', 'not-submitted'],
    ['rejected', reject, 'amended', 'not-submitted'],
    ['amended', amend, 'draft', 'not-amendable'],
    ['amended', amend, 'submitted', 'not-amendable'],
    ['amended', amend, 'in-review', 'not-amendable'],
    ['amended', amend, 'returned', 'not-amendable'],
    ['amended', amend, 'rejected', 'not-amendable'],
    ['amended', amend, 'withdrawn', 'not-amendable'],
    ['amended', amend, 'amended', 'not-amendable'],
    ['replaced by its amendment', giveWay, 'draft', 'not-amendable'],
    ['replaced by its amendment', giveWay, 'submitted', 'not-amendable'],
    ['replaced by its amendment', giveWay, 'in-review', 'not-amendable'],
    ['replaced by its amendment', giveWay, 'returned', 'not-amendable'],
    ['replaced by its amendment', giveWay, 'rejected', 'not-amendable'],
    ['replaced by its amendment', giveWay, 'withdrawn', 'not-amendable'],
    ['replaced by its amendment', giveWay, 'amended', 'not-amendable'],
    ['deleted', discard, 'submitted', 'not-discardable'],
    ['deleted', discard, 'in-review', 'not-discardable'],
    ['deleted', discard, 'returned', 'not-discardable'],
    ['deleted', discard, 'accepted', 'not-discardable'],
    ['deleted', discard, 'rejected', 'not-discardable'],
    ['deleted', discard, 'withdrawn', 'not-discardable'],
    ['deleted', discard, 'amended', 'not-discardable'],
  ])('cannot be %s while %s', (_what, act, from, reason) => {
    const plan = IN[from]();
    const before = fields(plan);
    expect(() => act(plan)).toThrow(expect.objectContaining({ code: `acquisition-plan.${reason}` }));
    expect(fields(plan)).toEqual(before);
  });

  it.each<[string, Act, PlanState]>([
    ['submitting', submit, 'submitted'],
    ['withdrawing', withdraw, 'withdrawn'],
    ['submitting', submit, 'in-review'],
    ['taking into review', review, 'in-review'],
    ['rejecting', reject, 'rejected'],
    ['accepting', accept, 'accepted'],
    ['returning', (plan) => plan.return('Please consult NL-0800020000'), 'returned'],
  ])('%s it again changes nothing and says nothing', (_what, act, state) => {
    const plan = IN[state]();
    const before = fields(plan);
    expect(act(plan)).toEqual([]);
    expect(fields(plan)).toEqual(before);
  });
});

describe('submitting a plan', () => {
  it('tells it in full, under a version of its own', () => {
    const plan = draft();
    expect(plan.submit(circumstances, AT)).toEqual([
      AcquisitionPlanSubmittedV1.of({
        plan: PLAN,
        version: 2,
        participant: 'NL-0800010000',
        name: 'Muziek 2027',
        from: '2027-01-01',
        to: '2027-12-31',
        lines: content().lines,
      }),
    ]);
    expect(plan).toMatchObject({ submittedAt: AT, submittedVersion: 2 });
  });

  it('goes up in version each time, after a return too', () => {
    const plan = returned();
    plan.edit(content('Muziek en film 2027'));
    expect(plan.submit(circumstances, AT)).toMatchObject([{ version: 5, name: 'Muziek en film 2027' }]);
  });

  it('waits until an adopted collection plan is known', () => {
    expect(() => draft().submit({ participant, profiles: null }, AT)).toThrow(
      expect.objectContaining({ code: 'profile.unknown', message: expect.stringContaining('keep it as a draft') }),
    );
  });

  it('is refused when the plan adopted since then has the profile no longer', () => {
    expect(() => draft().submit({ participant, profiles: new Set(['talen']) }, AT)).toThrow(
      expect.objectContaining({
        code: 'acquisition-plan.invalid',
        details: [{ at: 'lines[0].profile', message: "the adopted collection plan has no profile 'muziek'" }],
      }),
    );
  });

  it('is refused without lines, and outside the time in which the participant takes part', () => {
    const plan = new AcquisitionPlan(PLAN, participant.isil, { ...content(), lines: [] });
    const brief = new Participant(participant.isil, {
      name: 'Bibliotheek Rivierdal',
      kind: 'library',
      from: '2027-02-01',
      to: '2027-06-30',
      successor: null,
    });
    expect(() => plan.submit({ participant: brief, profiles: new Set() }, AT)).toThrow(
      expect.objectContaining({
        details: [
          expect.objectContaining({ at: 'lines' }),
          expect.objectContaining({ at: 'from' }),
          expect.objectContaining({ at: 'to' }),
        ],
      }),
    );
  });

  it('is refused when it is larger than an event can be', () => {
    const named = Array.from({ length: 5_000 }, (_, index) => ({
      key: '1009780306406157000',
      identifier: `ocn:${index}`,
      title: '字'.repeat(500),
    }));
    const [line] = content().lines;
    const plan = new AcquisitionPlan(PLAN, participant.isil, {
      ...content(),
      lines: [Object.assign({}, line, { named })],
    });
    expect(() => plan.submit(circumstances, AT)).toThrow(
      expect.objectContaining({ code: 'acquisition-plan.too-large', message: expect.stringContaining('divide it') }),
    );
    expect(plan.state).toBe('draft');
  });
});

describe('deciding on a plan', () => {
  it('returns it with a remark', () => {
    const plan = submitted();
    expect(plan.return(' Too broad ')).toEqual([
      AcquisitionPlanDecidedV1.of({
        plan: PLAN,
        version: 3,
        participant: 'NL-0800010000',
        decision: 'returned',
        remark: 'Too broad',
      }),
    ]);
    expect(plan.remark).toBe('Too broad');
  });

  it('does not return it without a word', () => {
    expect(() => submitted().return('  ')).toThrow(
      expect.objectContaining({ code: 'acquisition-plan.remark-missing' }),
    );
  });

  it('tells that it was withdrawn', () => {
    expect(submitted().withdraw()).toMatchObject([{ decision: 'withdrawn', version: 3 }]);
  });

  it('tells that it is in review, under a version of its own', () => {
    expect(submitted().review()).toEqual([
      AcquisitionPlanReviewStartedV1.of({ plan: PLAN, version: 3, participant: 'NL-0800010000' }),
    ]);
  });

  it('rejects it with a reason, which stays with it', () => {
    const plan = inReview();
    expect(plan.reject(' Out of scope ')).toMatchObject([{ decision: 'rejected', version: 4, remark: 'Out of scope' }]);
    expect(plan.remark).toBe('Out of scope');
    expect(() => submitted().reject(' ')).toThrow(expect.objectContaining({ code: 'acquisition-plan.reason-missing' }));
  });

  it('accepts it as a whole', () => {
    const plan = submitted();
    expect(plan.accept()).toEqual([
      AcquisitionPlanDecidedV1.of({ plan: PLAN, version: 3, participant: 'NL-0800010000', decision: 'accepted' }),
    ]);
    expect(plan.acceptedLines).toEqual(content().lines);
  });
});

function withTwoLines(): AcquisitionPlan {
  const [line] = content().lines;
  const plan = new AcquisitionPlan(PLAN, participant.isil, {
    ...content(),
    lines: [line!, Object.assign({}, line, { line: OTHER_LINE, activity: 'preserve' })],
  });
  plan.submit(circumstances, AT);
  return plan;
}

describe('accepting a plan line by line', () => {
  it('tells which lines were accepted, and keeps why the others were not', () => {
    const plan = withTwoLines();
    const [first] = plan.lines;
    expect(plan.accept([{ line: OTHER_LINE, reason: ' Others do ' }])).toMatchObject([
      { decision: 'accepted', lines: [first?.line] },
    ]);
    expect(plan.refused).toEqual([{ line: OTHER_LINE, reason: 'Others do' }]);
    expect(plan.acceptedLines).toEqual([first]);
  });

  it('is refused without a reason, and for a line that there is not', () => {
    const refused = [
      { line: OTHER_LINE, reason: ' ' },
      { line: PLAN, reason: 'Others do' },
    ];
    const plan = withTwoLines();
    expect(() => plan.accept(refused)).toThrow(
      expect.objectContaining({
        code: 'refusals.invalid',
        details: [
          expect.objectContaining({ at: 'refused[0].reason' }),
          expect.objectContaining({ at: 'refused[1].line' }),
        ],
      }),
    );
    expect(plan.state).toBe('submitted');
  });

  it('is another decision when nothing is left of it', () => {
    const plan = withTwoLines();
    const refused = plan.lines.map(({ line }) => ({ line, reason: 'Others do' }));
    expect(() => plan.accept(refused)).toThrow(expect.objectContaining({ code: 'acquisition-plan.nothing-accepted' }));
  });
});

describe('amending a plan', () => {
  it('drafts another one, which tells what it amends when it is submitted', () => {
    const amendment = accepted().amendment('5b2f8a52-9d53-4f0b-8a0e-5a3f0c1d2e01', content('Muziek en film 2027'));
    expect(amendment).toMatchObject({ state: 'draft', version: 1, amends: PLAN, participant: participant.isil });
    expect(amendment.submit(circumstances, AT)).toMatchObject([{ amends: PLAN, name: 'Muziek en film 2027' }]);
  });

  it('ends in giving way to that, which is told', () => {
    expect(accepted().giveWay()).toMatchObject([{ plan: PLAN, decision: 'amended', version: 4 }]);
  });
});
