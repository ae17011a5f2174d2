import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClassificationRange } from './scope.ts';
import { scopeMatcher } from './scope-matcher.ts';
import { sharedNotation } from './shared-notation.ts';
import { coverageOf, type Stretch } from './uncovered.ts';

/** Notations within three main classes, so that ranges often meet. */
const notation = fc
  .tuple(fc.constantFrom('20', '21', '24'), fc.integer({ min: 0, max: 99 }))
  .map(([group, part]) => `${group}.${String(part).padStart(2, '0')}`);
const bound = fc.tuple(notation, fc.constantFrom(1, 2, 4, 5)).map(([whole, length]) => whole.slice(0, length));
const nbc: fc.Arbitrary<ClassificationRange> = fc.oneof(
  bound.map((prefix) => ({ scheme: 'nbc' as const, prefix })),
  notation.map((it) => ({ scheme: 'nbc' as const, notation: it })),
  fc.tuple(bound, bound).map(([one, other]) => {
    const [from = one, to = other] = [one, other].toSorted();
    return { scheme: 'nbc' as const, from, to };
  }),
);

function has(ranges: readonly ClassificationRange[], it: string): boolean {
  if (ranges.length === 0) return false;
  const scope = { classification: ranges, material: [], language: [], audience: [] };
  const classifications = [{ scheme: 'nbc' as const, notation: it }];
  return scopeMatcher([{ scope }])({ material: 'book', language: 'dut', audience: 'adult', classifications })[0] === 1;
}

describe('a notation that two ranges share', () => {
  it.each<[ClassificationRange, ClassificationRange, string | null]>([
    [{ scheme: 'nbc', prefix: '24' }, { scheme: 'nbc', prefix: '24.5' }, '24.5'],
    [{ scheme: 'nbc', prefix: '24' }, { scheme: 'nbc', from: '20', to: '21' }, null],
    [{ scheme: 'nur', from: '300', to: '349' }, { scheme: 'nur', prefix: '34' }, '340'],
    [{ scheme: 'ddc', prefix: '8' }, { scheme: 'ddc', prefix: '83' }, '830'],
    [{ scheme: 'ddc', notation: '780' }, { scheme: 'ddc', prefix: '78' }, '780'],
    [{ scheme: 'ddc', notation: '780' }, { scheme: 'ddc', notation: '781' }, null],
    [{ scheme: 'ddc', prefix: '24' }, { scheme: 'nbc', prefix: '24' }, null],
    [{ scheme: 'brinkman', notation: 'Muziek' }, { scheme: 'brinkman', prefix: 'muz' }, 'muziek'],
  ])('of %j and %j is %j', (one, other, shared) => {
    expect(sharedNotation(one, other)).toBe(shared);
    expect(sharedNotation(other, one)).toBe(shared);
  });

  it('is in both, and is told whenever any is', () => {
    fc.assert(
      fc.property(nbc, nbc, notation, (one, other, any) => {
        const shared = sharedNotation(one, other);
        expect(shared === null || (has([one], shared) && has([other], shared))).toBe(true);
        expect(shared === null && has([one], any) && has([other], any)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

const uncovered = (...of: Parameters<typeof coverageOf>): readonly Stretch[] => coverageOf(...of).uncovered;

describe('what no range covers', () => {
  it('is the whole scheme when there are none', () => {
    expect(uncovered('nbc', [])).toEqual([{ from: '01', to: '89' }]);
  });

  it('is told in stretches, as deep as the ranges go', () => {
    const ranges: ClassificationRange[] = [
      { scheme: 'nbc', from: '01', to: '21' },
      { scheme: 'nbc', prefix: '24.5' },
      { scheme: 'nbc', from: '30', to: '88' },
      { scheme: 'ddc', prefix: '9' },
    ];
    expect(uncovered('nbc', ranges)).toEqual([
      { from: '24.0', to: '24.4' },
      { from: '24.6', to: '24.9' },
      { from: '89', to: '89' },
    ]);
    expect(uncovered('ddc', ranges)).toEqual([{ from: '0', to: '8' }]);
    expect(uncovered('ddc', [{ scheme: 'ddc', prefix: '78' }])).toContainEqual({ from: '79', to: '79' });
    expect(uncovered('udc', ranges)).toEqual([]);
  });

  it('is nothing when every main class is covered', () => {
    expect(uncovered('nur', [{ scheme: 'nur', from: '100', to: '999' }])).toEqual([]);
  });

  it('is exactly what no range has', () => {
    fc.assert(
      fc.property(fc.array(nbc, { maxLength: 6 }), notation, (ranges, any) => {
        const told = uncovered('nbc', ranges).some(({ from, to }) => any >= from && (any <= to || any.startsWith(to)));
        const depth = Math.max(
          1,
          ...ranges.flatMap((range) => Object.values(range).filter((it) => it !== 'nbc')).map((it) => it.length),
        );
        expect(told && has(ranges, any)).toBe(false);
        // What is finer than the ranges themselves is not looked into.
        expect(depth === 5 && !told && !has(ranges, any)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what ranges leave to a translation', () => {
  it('is told apart from what is not covered at all, and is less than what they have themselves', () => {
    const own: ClassificationRange[] = [{ scheme: 'siso', prefix: '781' }];
    const led: ClassificationRange[] = [
      { scheme: 'siso', prefix: '78' },
      { scheme: 'siso', from: '130', to: '139' },
      { scheme: 'ddc', prefix: '9' },
    ];
    expect(coverageOf('siso', own, led)).toEqual({
      translated: [
        { from: '130', to: '139' },
        { from: '780', to: '780' },
        { from: '782', to: '789' },
      ],
      uncovered: [
        { from: '0', to: '0' },
        { from: '10', to: '12' },
        { from: '14', to: '19' },
        { from: '2', to: '6' },
        { from: '70', to: '77' },
        { from: '79', to: '79' },
        { from: '8', to: '9' },
      ],
    });
  });

  it('is exactly what no range has and a translated one does', () => {
    fc.assert(
      fc.property(fc.array(nbc, { maxLength: 4 }), fc.array(nbc, { maxLength: 4 }), notation, (own, led, any) => {
        const { translated, uncovered: left } = coverageOf('nbc', own, led);
        const isIn = (stretches: readonly Stretch[]): boolean =>
          stretches.some(({ from, to }) => any >= from && (any <= to || any.startsWith(to)));
        expect(isIn(translated) && (has(own, any) || !has(led, any))).toBe(false);
        expect(isIn(left) && (has(own, any) || has(led, any))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
