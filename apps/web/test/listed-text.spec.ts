import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLines, writeLines } from '../src/weeding/listed-text.ts';

describe('a list that somebody typed, pasted or scanned', () => {
  it.each([
    ['9780306406157', '9780306406157', 1],
    ['  978-0-306-40615-7  ', '978-0-306-40615-7', 1],
    ['9780306406157;2', '9780306406157', 2],
    ['9780306406157\t12', '9780306406157', 12],
    ['ppn:123456789, 3', 'ppn:123456789', 3],
    ['9780306406157;0', '9780306406157', 1],
    ['9780306406157;9780306406157', '9780306406157;9780306406157', 1],
  ])('%j is %s, %i copies', (text, identifier, copies) => {
    expect(readLines(text)).toEqual([{ line: 1, title: { identifier, copies } }]);
  });

  it('keeps the numbers of its lines, whatever lines are empty', () => {
    expect(readLines('\n9780306406157\r\n\n0306406152\n').map(({ line }) => line)).toEqual([2, 4]);
  });

  it('is read as it was written', () => {
    const titles = fc.array(
      fc.record({ identifier: fc.stringMatching(/^\d{10,13}$/), copies: fc.integer({ min: 1, max: 9999 }) }),
    );
    fc.assert(
      fc.property(titles, (some) => {
        expect(readLines(writeLines(some)).map(({ title }) => title)).toEqual(some);
      }),
    );
  });
});
