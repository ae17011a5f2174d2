import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { familiesOf } from './families.ts';

const TITLES = ['1', '2', '3', '4', '5', '6'] as const;

describe('titles that became one or several', () => {
  it('are one family however they are related, named after the first', () => {
    const families = familiesOf([
      { one: '4', other: '3' },
      { one: '9', other: '8' },
      { one: '2', other: '4' },
    ]);
    expect([...families].toSorted(([one], [other]) => (one < other ? -1 : 1))).toEqual([
      ['2', '2'],
      ['3', '2'],
      ['4', '2'],
      ['8', '8'],
      ['9', '8'],
    ]);
  });

  it('are the same families in whatever order it is told', () => {
    const relation = fc.record({ one: fc.constantFrom(...TITLES), other: fc.constantFrom(...TITLES) });
    const told = fc
      .array(relation, { maxLength: 8 })
      .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));
    fc.assert(
      fc.property(told, ([some, others]) => {
        const families = (of: typeof some): string[] => [...familiesOf(of)].map((it) => it.join()).toSorted();
        expect(families(others)).toEqual(families(some));
        for (const { one, other } of some) expect(familiesOf(some).get(one)).toBe(familiesOf(some).get(other));
      }),
    );
  });
});
