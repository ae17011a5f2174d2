import { describe, expect, it } from '@jest/globals';
import { addDays, day } from './day.ts';
import { covers, overlaps, period } from './period.ts';

describe('a day', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-01-01T00:00:00Z'])('refuses %p', (text) => {
    expect(() => day(text)).toThrow(expect.objectContaining({ code: 'day.malformed' }));
  });

  it('is counted on across months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('a period', () => {
  const year = period('2026-01-01', '2026-12-31');

  it('includes its first and its last day', () => {
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((on) => covers(year, on))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('without an end runs on', () => {
    expect(covers(period('2026-01-01'), '2999-01-01')).toBe(true);
  });

  it('that ends before it begins is refused', () => {
    expect(() => period('2026-01-02', '2026-01-01')).toThrow(
      expect.objectContaining({ code: 'period.ends-before-it-begins' }),
    );
  });

  it.each([
    ['2025-01-01', '2025-12-31', false],
    ['2025-01-01', '2026-01-01', true],
    ['2026-12-31', null, true],
    ['2027-01-01', null, false],
  ])('shares a day with %s to %s: %p', (from, to, expected) => {
    expect(overlaps(year, period(from, to))).toBe(expected);
    expect(overlaps(period(from, to), year)).toBe(expected);
  });
});
