import type { Scheme } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClassificationRange, Facets, Scope } from './scope.ts';
import { scopeMatcher } from './scope-matcher.ts';

interface Profile {
  readonly code: string;
  readonly scope: Scope;
}

function profile(code: string, scope: Partial<Scope>): Profile {
  return { code, scope: { classification: [], material: [], language: [], audience: [], ...scope } };
}

function title(scheme: Scheme, ...notations: string[]): Facets {
  const classifications = notations.map((notation) => ({ scheme, notation }));
  return { material: 'book', language: 'dut', audience: 'adult', classifications };
}

function inScope(range: ClassificationRange, notation: string): boolean {
  return scopeMatcher([profile('a', { classification: [range] })])(title(range.scheme, notation))[0] === 1;
}

describe('a classification range', () => {
  it.each<[ClassificationRange, string, boolean]>([
    [{ scheme: 'nbc', prefix: '24' }, '24.50', true],
    [{ scheme: 'nbc', prefix: '24.5' }, '24.59', true],
    [{ scheme: 'nbc', prefix: '24.5' }, '24.60', false],
    [{ scheme: 'nbc', prefix: '02' }, '2.10', true],
    [{ scheme: 'nbc', from: '24.40', to: '24.5' }, '24.59', true],
    [{ scheme: 'nbc', from: '24.40', to: '24.5' }, '24.39', false],
    [{ scheme: 'nur', from: '300', to: '349' }, '301', true],
    [{ scheme: 'nur', from: '300', to: '349' }, '350', false],
    [{ scheme: 'nur', from: '000', to: '099' }, '1', true],
    [{ scheme: 'ddc', prefix: '8' }, '839.31', true],
    [{ scheme: 'ddc', prefix: '8' }, '8', false],
    [{ scheme: 'ddc', from: '830', to: '839' }, '839/.313/64', true],
    [{ scheme: 'ddc', from: '830', to: '839.2' }, '839.31', false],
    [{ scheme: 'ddc', notation: '780' }, '780', true],
    [{ scheme: 'ddc', notation: '780' }, '780.9', false],
    [{ scheme: 'siso', prefix: '157' }, 'J 157.3', true],
    [{ scheme: 'udc', prefix: '821.112.5' }, '821.112.5-31', true],
    [{ scheme: 'brinkman', notation: 'Muziek' }, 'muziek', true],
  ])('%j on %s: %s', (range, notation, expected) => {
    expect(inScope(range, notation)).toBe(expected);
  });

  it('of one scheme says nothing of another', () => {
    const matches = scopeMatcher([profile('a', { classification: [{ scheme: 'nbc', prefix: '78' }] })]);
    expect(matches(title('ddc', '780'))).toEqual([0]);
  });
});

describe('the profiles of a title', () => {
  const matches = scopeMatcher([
    profile('subject', { classification: [{ scheme: 'nbc', prefix: '24' }] }),
    profile('dutch', { language: ['dut', 'fry'] }),
    profile('scores', { material: ['score'], classification: [{ scheme: 'nbc', prefix: '24' }] }),
  ]);

  it('are all whose every named facet it fits', () => {
    expect(matches(title('nbc', '24.50', '01.10'))).toEqual([1, 2]);
    expect(matches({ ...title('nbc', '24.50'), material: 'score', language: 'eng' })).toEqual([1, 3]);
  });

  it('are none but the unclassified when nothing covers it', () => {
    expect(matches({ ...title('nbc', '30.00'), language: 'eng' })).toEqual([0]);
    expect(matches({ ...title('nbc'), language: 'und' })).toEqual([0]);
    expect(scopeMatcher([])(title('nbc', '24.50'))).toEqual([0]);
  });

  it('are the same whatever was asked before', () => {
    const notation = fc
      .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }))
      .map(([group, sub]) => `${String(group).padStart(2, '0')}.${String(sub).padStart(2, '0')}`);
    const prefixes = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(prefixes, fc.array(notation, { maxLength: 4 }), (groups, notations) => {
        const codes = groups.map((group) => String(group).padStart(2, '0'));
        const all = scopeMatcher(
          codes.map((prefix, at) => profile(`p${at}`, { classification: [{ scheme: 'nbc', prefix }] })),
        );
        const expected = codes.flatMap((code, at) => (notations.some((it) => it.startsWith(code)) ? [at + 1] : []));
        expect(all(title('nbc', ...notations))).toEqual(expected.length === 0 ? [0] : expected);
        expect(all(title('nbc', ...notations))).toEqual(all(title('nbc', ...notations.toReversed())));
      }),
    );
  });

  it('are found for several hundred thousand titles a second', () => {
    const plan = Array.from({ length: 400 }, (_, at) =>
      profile(`p${at}`, {
        classification: [{ scheme: 'nbc', prefix: `${String(at % 100).padStart(2, '0')}.${at % 10}` }],
      }),
    );
    const matcher = scopeMatcher(plan);
    const titles = Array.from({ length: 10_000 }, (_, at) =>
      title('nbc', `${String(at % 100).padStart(2, '0')}.${at % 97}`, '10.10'),
    );
    for (const one of titles) matcher(one);
    const from = performance.now();
    for (let round = 0; round < 10; round++) for (const one of titles) matcher(one);
    expect((100_000 / (performance.now() - from)) * 1000).toBeGreaterThan(100_000);
  });
});
