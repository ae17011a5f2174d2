import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isbn, isLossyNumber } from './isbn.ts';

describe('reading an ISBN', () => {
  it.each([
    ['9789021434', null],
    ['978-90-214-3404-9', '9789021434049'],
    ['90-6801-000-6 (geb.)', null],
    ['0-306-40615-2', '9780306406157'],
    ['080442957X', '9780804429573'],
    ['ISBN 9780306406157 (pbk.) : $12.50', '9780306406157'],
    ['9780306406158', null],
    ['0306406153', null],
    ['1234567890128', null],
    ['97803064061570', null],
    ['', null],
    ['geen', null],
  ])('%p gives %p', (text, expected) => {
    expect(isbn(text)).toBe(expected);
  });

  it('accepts one check digit in ten, whatever the other digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^97[89]\d{9}$/), (twelve) => {
        const valid = Array.from({ length: 10 }, (_, digit) => isbn(`${twelve}${digit}`)).filter((it) => it !== null);
        expect(valid).toHaveLength(1);
        expect(isbn(valid[0] ?? '')).toBe(valid[0]);
      }),
    );
  });
});

describe('a number that a spreadsheet has spoilt', () => {
  it.each(['9.78904E+12', '9,78E+12', '1.79699E+11', ' 9.78043902348e+12'])('is recognised in %p', (text) => {
    expect(isLossyNumber(text)).toBe(true);
    expect(isbn(text)).toBeNull();
  });

  it.each(['9789021434049', '080442957X', '9.78', 'E+12'])('is not seen in %p', (text) => {
    expect(isLossyNumber(text)).toBe(false);
  });
});
