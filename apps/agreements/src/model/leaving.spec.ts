import { describe, expect, it } from '@jest/globals';
import type { Day } from '#libs/kernel';
import { Agreement, type Taker } from './agreement.ts';
import { leave } from './leaving.ts';
import { Participant } from './participant.ts';

const survivor: Taker = { isil: 'NL-0800020000', period: { from: '2020-01-01', to: null } };

function leaving(to: Day | null): Participant {
  const details = { name: 'Bibliotheek Rivierdal', kind: 'library', from: '2020-01-01', to, successor: null } as const;
  return new Participant('NL-0800010000', details);
}

function agreed(from: Day, to: Day): Agreement {
  return new Agreement(
    { id: '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10', participant: 'NL-0800010000', from, to },
    {
      line: '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a01',
      profile: 'muziek',
      activity: 'collect',
      level: '3b',
      titles: 12,
      copies: 20,
      named: [],
    },
  );
}

describe('the agreements of a participant that closes', () => {
  it('end with it, and say why', () => {
    const agreement = agreed('2027-01-01', '2027-12-31');
    expect(leave(leaving('2027-06-30'), null, [agreement]).facts).toMatchObject([{ to: '2027-06-30', version: 2 }]);
    expect(agreement.endedBecause).toBe('Bibliotheek Rivierdal closed on 2027-06-30');
  });

  it('stay as they are where they end before, or while nothing is known of an end', () => {
    const agreement = agreed('2027-01-01', '2027-06-30');
    expect(leave(leaving('2027-06-30'), null, [agreement]).facts).toEqual([]);
    expect(leave(leaving(null), null, [agreement]).facts).toEqual([]);
  });

  it('are left alone when another participant keeps them', () => {
    const agreement = Object.assign(agreed('2027-01-01', '2027-12-31'), { participant: 'NL-0800030000' });
    expect(leave(leaving('2027-06-30'), null, [agreement]).facts).toEqual([]);
  });
});

describe('the agreements of a participant that merges', () => {
  it('go on with the survivor from the day after', () => {
    const { made, facts } = leave(leaving('2027-06-30'), survivor, [agreed('2027-01-01', '2027-12-31')]);
    expect(made).toHaveLength(1);
    expect(facts).toMatchObject([
      { participant: 'NL-0800010000', to: '2027-06-30' },
      { participant: survivor.isil, from: '2027-07-01', to: '2027-12-31', level: '3b', titles: 12 },
    ]);
  });

  it('move as a whole where they have not begun', () => {
    const { made, facts } = leave(leaving('2027-06-30'), survivor, [agreed('2028-01-01', '2028-12-31')]);
    expect(made).toEqual([]);
    expect(facts).toMatchObject([{ participant: survivor.isil, from: '2028-01-01', to: '2028-12-31' }]);
  });

  it('last no longer than the survivor takes part', () => {
    const brief = { ...survivor, period: { from: '2020-01-01', to: '2027-09-30' } };

    const { made } = leave(leaving('2027-06-30'), brief, [agreed('2027-01-01', '2027-12-31')]);
    expect(made).toMatchObject([{ participant: survivor.isil, to: '2027-09-30' }]);
  });
});
