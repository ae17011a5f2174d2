import { type PlanLine } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { AcquisitionPlan } from './acquisition-plan.ts';
import type { Agreement } from './agreement.ts';
import { agreementsOf, amendAgreements } from './amendment.ts';
import { lineId } from './ids.ts';
import { Participant } from './participant.ts';

const PLAN = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
const AMENDMENT = '5b2f8a52-9d53-4f0b-8a0e-5a3f0c1d2e01';
const TODAY = '2027-05-10';
const participant = new Participant('NL-0800010000', {
  name: 'Bibliotheek Rivierdal',
  kind: 'library',
  from: '2020-01-01',
  to: null,
  successor: null,
});

type Line = Pick<PlanLine, 'profile'> & Partial<PlanLine>;

function accepted(id: string, from: Day, lines: Line[], refused: string[] = []): AcquisitionPlan {
  const whole = lines.map((line) => ({
    activity: 'collect' as const,
    level: '3a' as const,
    titles: 10,
    copies: 10,
    named: [],
    line: lineId(id, line.profile, line.activity ?? 'collect', null),
    ...line,
  }));
  const plan = new AcquisitionPlan(id, participant.isil, { name: id, from, to: '2027-12-31', lines: whole });
  plan.submit({ participant, profiles: new Set(['muziek', 'talen', 'film']) }, new Date('2027-01-01T00:00:00Z'));
  plan.accept(
    whole.filter(({ profile }) => refused.includes(profile)).map(({ line }) => ({ line, reason: 'Others do' })),
  );
  return plan;
}

/** Muziek and talen, agreed for the whole of 2027. */
function agreed(): Agreement[] {
  return agreementsOf(accepted(PLAN, '2027-01-01', [{ profile: 'muziek' }, { profile: 'talen' }])).made;
}

describe('accepting a plan', () => {
  it('makes an agreement of each line, for the time of the line', () => {
    const lines = [
      { profile: 'muziek', retainUntil: 'indefinite' },
      { profile: 'talen', from: '2027-07-01' },
    ];
    const { made, facts } = agreementsOf(accepted(PLAN, '2027-01-01', lines));
    expect(facts).toEqual(made.map((agreement) => agreement.state()));
    expect(facts).toMatchObject([
      { profile: 'muziek', from: '2027-01-01', to: '2027-12-31', retainUntil: 'indefinite', version: 1, plan: PLAN },
      { profile: 'talen', from: '2027-07-01', to: '2027-12-31' },
    ]);
  });

  it('makes none of a line that was refused', () => {
    const plan = accepted(PLAN, '2027-01-01', [{ profile: 'muziek' }, { profile: 'talen' }], ['talen']);
    expect(agreementsOf(plan).made).toMatchObject([{ profile: 'muziek' }]);
  });

  it('gives the same agreements the same ids wherever it happens', () => {
    expect(agreed()).toEqual(agreed());
  });
});

describe('accepting an amendment', () => {
  it('changes in place what begins when it did', () => {
    const before = agreed();
    const amendment = accepted(AMENDMENT, '2027-01-01', [
      { profile: 'muziek', level: '4', titles: 3 },
      { profile: 'talen' },
    ]);
    const { made, facts } = amendAgreements(amendment, before, TODAY);
    expect(made).toEqual([]);
    expect(facts).toMatchObject([
      { agreement: before[0]?.id, version: 2, level: '4', titles: 3, plan: AMENDMENT },
      { agreement: before[1]?.id, version: 2, level: '3a', plan: AMENDMENT },
    ]);
  });

  it('ends what begins anew later, the day before', () => {
    const before = agreed();
    const lines = [{ profile: 'muziek', level: '4' as const }, { profile: 'talen' }];
    const { made, facts } = amendAgreements(accepted(AMENDMENT, '2027-07-01', lines), before, TODAY);
    expect(made).toHaveLength(2);
    expect(facts).toMatchObject([
      { agreement: before[0]?.id, to: '2027-06-30', level: '3a' },
      { agreement: made[0]?.id, from: '2027-07-01', to: '2027-12-31', level: '4' },
      { agreement: before[1]?.id, to: '2027-06-30' },
      { agreement: made[1]?.id, from: '2027-07-01' },
    ]);
    expect(before[0]?.endedBecause).toBe(`Amended by '${AMENDMENT}'`);
  });

  it.each([
    ['on the day of the decision', '2027-01-01', TODAY],
    ['on the day before the amendment begins where that is later', '2027-07-01', '2027-06-30'],
  ])('ends what it leaves out %s', (_when, from, last) => {
    const before = agreed();
    amendAgreements(accepted(AMENDMENT, from, [{ profile: 'muziek' }]), before, TODAY);
    expect(before[1]).toMatchObject({ profile: 'talen', to: last });
  });

  it('leaves as it is what a refused line is about, and what another participant took over', () => {
    const before = agreed();
    const film = agreementsOf(accepted(PLAN, '2027-01-01', [{ profile: 'film' }])).made;
    const elsewhere = film.map((it) => Object.assign(Object.create(it) as Agreement, { participant: 'NL-0800020000' }));
    const lines = [
      { profile: 'muziek', level: '5' as const },
      { profile: 'talen', level: '5' as const },
    ];
    const amendment = accepted(AMENDMENT, '2027-01-01', lines, ['talen']);
    const { facts } = amendAgreements(amendment, [...before, ...elsewhere], TODAY);
    expect(facts).toMatchObject([{ profile: 'muziek', level: '5' }]);
    expect(before[1]).toMatchObject({ level: '3a', version: 1 });
  });

  it('makes an agreement of what is new', () => {
    const lines = [{ profile: 'muziek' }, { profile: 'talen' }, { profile: 'film' }];
    const { made } = amendAgreements(accepted(AMENDMENT, '2027-01-01', lines), agreed(), TODAY);
    expect(made).toMatchObject([{ profile: 'film', plan: AMENDMENT, version: 1 }]);
  });
});
