import { describe, expect, it } from '@jest/globals';
import { Agreement } from './agreement.ts';
import { agreementId } from './ids.ts';

function inForce(): Agreement {
  return new Agreement(
    { id: '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10', participant: 'NL-0800010000', from: '2027-01-01', to: '2027-12-31' },
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

describe('an agreement', () => {
  it.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
    ['2027-12-31', true],
    ['2028-01-01', false],
  ])('on %s binds: %s', (day, binds) => {
    expect(inForce().bindsOn(day)).toBe(binds);
  });

  it('has an id of its own for every plan and line, the same each time', () => {
    const id = agreementId('0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10', '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a01');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(inForce().id).toBe(id);
    expect(agreementId('other', '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a01')).not.toBe(id);
  });
});

describe('ending an agreement early', () => {
  it('moves its last day and tells so under a higher version', () => {
    const agreement = inForce();
    expect(agreement.end('2027-06-30', 'Budget was cut')).toMatchObject([{ version: 2, to: '2027-06-30' }]);
    expect(agreement.endedBecause).toBe('Budget was cut');
    expect(agreement.bindsOn('2027-07-01')).toBe(false);
  });

  it('says nothing the second time', () => {
    const agreement = inForce();
    agreement.end('2027-06-30', 'Budget was cut');
    expect(agreement.end('2027-06-30', 'Budget was cut')).toEqual([]);
    expect(agreement.version).toBe(2);
  });

  it('may be brought forward again, never put back', () => {
    const agreement = inForce();
    agreement.end('2027-06-30', 'Budget was cut');
    expect(agreement.end('2027-03-31', 'Staff left')).toMatchObject([{ version: 3, to: '2027-03-31' }]);
    expect(() => agreement.end('2027-06-30', 'Budget is back')).toThrow(
      expect.objectContaining({ code: 'agreement.not-in-force' }),
    );
  });

  it.each(['2026-12-31', '2028-01-01'])('is refused outside its period, on %s', (day) => {
    expect(() => inForce().end(day, 'Budget was cut')).toThrow(
      expect.objectContaining({ code: 'agreement.not-in-force' }),
    );
  });

  it('is refused without a reason', () => {
    expect(() => inForce().end('2027-06-30', ' ')).toThrow(
      expect.objectContaining({ code: 'agreement.reason-missing' }),
    );
  });

  it('is refused on the day on which it ends anyway', () => {
    expect(() => inForce().end('2027-12-31', 'Budget was cut')).toThrow(
      expect.objectContaining({ code: 'agreement.not-early' }),
    );
  });
});
