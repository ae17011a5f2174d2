import type { Facets } from '#libs/scopes';
import { scopeMatcher } from '#libs/scopes';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Profile } from '../src/model/collection-plan.ts';
import { type ClaimedTitle, scopeReport } from '../src/model/scope-report.ts';
import { anyPlan } from './plans.ts';

function titleLike({ scheme, notation, material, language, audience }: ClaimedTitle): Facets {
  return {
    material: material ?? 'book',
    language: language ?? 'dut',
    audience: audience ?? 'adult',
    classifications: scheme === null || notation === null ? [] : [{ scheme, notation }],
  };
}

const title: fc.Arbitrary<ClaimedTitle> = fc.record({
  scheme: fc.constant('nbc' as const),
  notation: fc
    .tuple(fc.integer({ min: 10, max: 29 }), fc.integer({ min: 0, max: 99 }))
    .map(([group, part]) => `${group}.${String(part).padStart(2, '0')}`),
  material: fc.constantFrom('book', 'map'),
  language: fc.constantFrom('dut', 'eng'),
  audience: fc.constantFrom('adult', 'youth'),
});

function profilesOf(profiles: readonly Profile[], it: ClaimedTitle): string[] {
  return scopeMatcher(profiles)(titleLike(it))
    .filter((number) => number > 0)
    .map((number) => profiles[number - 1]?.code ?? '');
}

function named(code: string, scheme: 'nbc' | 'nur', prefix: string): Pick<Profile, 'code' | 'name' | 'scope'> {
  const scope = { classification: [{ scheme, prefix }], material: [], language: [], audience: [] };
  return { code, name: { nl: code }, scope };
}

describe('the scopes of a plan', () => {
  it('overlap where the example of a title belongs to both', () => {
    fc.assert(
      fc.property(anyPlan, ({ profiles }) => {
        for (const { one, other, example } of scopeReport(profiles).overlaps)
          expect(profilesOf(profiles, example)).toEqual(expect.arrayContaining([one.code, other.code]));
      }),
      { numRuns: 500 },
    );
  });

  it('are told as overlapping whenever a title with one notation belongs to two', () => {
    fc.assert(
      fc.property(anyPlan, title, ({ profiles }, any) => {
        const [one, other] = profilesOf(profiles, any);
        if (one === undefined || other === undefined) return;
        const pairs = scopeReport(profiles).overlaps.map((pair) => `${pair.one.code} ${pair.other.code}`);
        expect(pairs).toContain(`${one} ${other}`);
      }),
      { numRuns: 500 },
    );
  });

  it('leave nothing uncovered where no scheme has known parts', () => {
    const scope = {
      classification: [{ scheme: 'udc' as const, prefix: '82' }],
      material: [],
      language: [],
      audience: [],
    };
    const profile = { code: 'a', name: { nl: 'A' }, scope };
    expect(scopeReport([profile])).toEqual({ overlaps: [], scheme: null, uncovered: [] });
    expect(scopeReport([])).toEqual({ overlaps: [], scheme: null, uncovered: [] });
  });

  it('are held against the classification that most profiles name', () => {
    const report = scopeReport([named('a', 'nbc', '01'), named('b', 'nur', '1'), named('c', 'nur', '2')]);
    expect(report).toEqual({ overlaps: [], scheme: 'nur', uncovered: [{ from: '3', to: '9' }] });
  });
});
