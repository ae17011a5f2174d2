import { describe, expect, it } from '@jest/globals';
import type { Target } from './collection-plan.ts';
import type { Agreement, Arrived } from './facts.ts';
import { gapUndelivered } from './gap-undelivered.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const TARGET: Target = {
  activity: 'collect',
  level: '3b',
  minimumParticipants: null,
  maximumParticipants: null,
  minimumTitles: null,
  minimumRetained: null,
  overlapThreshold: null,
  enoughHolders: null,
};

/** A hundred titles in the hundred days from 1 January on. */
function promised(more: Partial<Agreement> = {}): Agreement {
  return {
    agreement: 'one',
    participant: A,
    profile: 'muziek',
    activity: 'collect',
    level: '3b',
    currentLevel: null,
    languageCoverage: null,
    from: '2026-01-01',
    to: '2026-04-10',
    titles: 100,
    ...more,
  };
}

const counted = (added: number, withdrawn = 0): Arrived => ({ since: '2025-12-31', whole: true, added, withdrawn });
const older = (added: number, withdrawn = 0): Arrived => ({ since: '2026-01-21', whole: false, added, withdrawn });

function judged(on: string, made: readonly Agreement[], arrived: Record<string, Arrived>, held = 0) {
  const statistics = { titles: held, retained: [], held: new Map([[A, held]]), listed: new Map(), shared: [] };
  const profile = {
    code: 'muziek',
    name: { nl: 'Muziek' },
    scope: { classification: [], material: [], language: [], audience: [] },
    measuredAgainst: null,
    targets: [TARGET],
  };
  return gapUndelivered(
    { profile, target: TARGET, responsible: [], statistics, on },
    made,
    new Map(Object.entries(arrived)),
  );
}

describe('gap.undelivered', () => {
  it('tells what was promised, what is due for the days that are over and what arrived', () => {
    expect(judged('2026-01-21', [promised()], { one: counted(19) })).toEqual([
      {
        kind: 'gap.undelivered',
        profile: 'muziek',
        activity: 'collect',
        subject: A,
        participants: [A],
        evidence: { targetLevel: '3b', promised: 100, due: 20, arrived: 19, agreements: ['one'] },
      },
    ]);
  });

  it.each([
    ['the share for the days that are over arrived', '2026-01-21', counted(20)],
    ['no day is over', '2026-01-01', counted(0)],
    ['the agreement has yet to begin', '2025-12-31', counted(0)],
    ['the agreement has ended', '2026-04-11', counted(0)],
  ])('is not there when %s', (_, on, arrived) => {
    expect(judged(on, [promised()], { one: arrived })).toEqual([]);
  });

  it('asks for whole titles only', () => {
    expect(judged('2026-04-10', [promised({ titles: 1 })], { one: counted(0) })).toEqual([]);
  });

  it('says nothing of whom nothing is known, nor of another activity', () => {
    expect(judged('2026-02-01', [promised()], {})).toEqual([]);
    expect(judged('2026-02-01', [promised({ activity: 'provide' })], { one: counted(0) })).toEqual([]);
  });

  it('counts all that is held, and what went since, where the agreement began before counting did', () => {
    expect(judged('2026-02-10', [promised()], { one: older(5) }, 40)).toEqual([]);
    expect(judged('2026-02-10', [promised()], { one: older(5, 3) }, 37)).toEqual([]);
    expect(judged('2026-02-10', [promised()], { one: older(5) }, 39)).toMatchObject([
      { evidence: { due: 40, arrived: 39, held: 39, since: '2026-01-21' } },
    ]);
    expect(judged('2026-02-10', [promised()], { one: counted(5) }, 40)).toHaveLength(1);
  });

  it('adds up what one participant promised, from the first day on, and holds each participant to its own', () => {
    const made = [
      promised({ agreement: 'two', from: '2026-01-11', to: '2026-01-20', titles: 10 }),
      promised(),
      promised({ agreement: 'other', participant: B }),
    ];
    const flags = judged('2026-01-16', made, { one: counted(19), two: counted(0), other: counted(15) });
    expect(flags).toMatchObject([
      { subject: A, evidence: { promised: 110, due: 20, arrived: 19, agreements: ['one', 'two'] } },
    ]);
  });
});
