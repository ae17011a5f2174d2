import { describe, expect, it } from '@jest/globals';
import { isOrphaned, type Kept, successorsOf } from './orphans.ts';

const ORPHAN: Kept = {
  id: '1',
  participant: 'NL-1',
  profile: 'muziek',
  activity: 'collect',
  level: '3b',
  currentLevel: '3b',
  from: '2027-01-01',
  to: '2027-12-31',
};

function kept(participant: string, more: Partial<Kept> = {}): Kept {
  return { ...ORPHAN, id: participant, participant, ...more };
}

function onTheDay(...others: Kept[]): string[] {
  return successorsOf(ORPHAN, others, '2027-07-01').map((it) => it.participant);
}

describe('what a participant leaves behind', () => {
  it.each([
    ['collecting, on leaving', 'collect', '2027-12-31', 'leaving', true],
    ['keeping, on leaving', 'preserve', '2027-12-31', 'leaving', true],
    ['what ended before, on leaving', 'collect', '2027-06-30', 'leaving', false],
    ['collecting, without a budget', 'collect', '2027-12-31', 'budget', true],
    ['keeping, without a budget', 'preserve', '2027-12-31', 'budget', false],
  ] as const)('%s', (_what, activity, to, because, orphaned) => {
    expect(isOrphaned({ activity, to }, '2027-07-01', because)).toBe(orphaned);
  });
});

describe('who could go on with it', () => {
  it('is who holds the highest level, then who commits to the highest', () => {
    expect(
      onTheDay(
        kept('NL-5', { currentLevel: null, level: '5' }),
        kept('NL-4', { currentLevel: '2b', level: '3a' }),
        kept('NL-3', { currentLevel: '3a', level: '2a' }),
        kept('NL-2', { currentLevel: '2b', level: '4' }),
      ),
    ).toEqual(['NL-3', 'NL-2', 'NL-4', 'NL-5']);
  });

  it('is named once, with the highest of its levels over all activities', () => {
    const both = [kept('NL-2', { currentLevel: '1b' }), kept('NL-2', { activity: 'preserve', currentLevel: '3a' })];
    expect(successorsOf(ORPHAN, both, '2027-07-01')).toEqual([
      { participant: 'NL-2', currentLevel: '3a', level: '3b' },
    ]);
  });

  it('is not the participant itself, nor who is about something else or is not there then', () => {
    expect(onTheDay(kept('NL-1'), kept('NL-2', { profile: 'talen' }), kept('NL-3', { to: '2027-06-30' }))).toEqual([]);
  });
});
