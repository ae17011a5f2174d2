import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atLeast, compareLevels, isLevel, level, LEVELS, wholeLevel } from './level.ts';

describe('Conspectus levels', () => {
  it('are ordered from out of scope to comprehensive', () => {
    expect(LEVELS.toReversed().sort(compareLevels)).toEqual(LEVELS);
  });

  it.each([
    ['1', '1a', 0],
    ['2', '1b', 1],
    ['3', '3b', -1],
  ] as const)('compare a bare %s with %s as its lowest sub-level', (one, other, sign) => {
    expect(Math.sign(compareLevels(one, other))).toBe(sign);
  });

  it('compare consistently: one of before, equal and after', () => {
    const any = fc.constantFrom(...LEVELS, ...(['1', '2', '3'] as const));
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(Math.sign(compareLevels(one, other)) + Math.sign(compareLevels(other, one))).toBe(0);
        expect(atLeast(one, other) || atLeast(other, one)).toBe(true);
      }),
    );
  });

  it.each(['6', '3d', '', '2A', 'a1'])('refuse %p, naming the levels there are', (text) => {
    expect(isLevel(text)).toBe(false);
    expect(() => level(text)).toThrow(expect.objectContaining({ code: 'level.unknown' }));
  });

  it('belong to a whole level', () => {
    expect(['0', '1a', '3c', '5'].map((it) => wholeLevel(level(it)))).toEqual([0, 1, 3, 5]);
  });
});
