import type { Scheme } from '#libs/contracts';
import { type Crosswalk, type CrosswalkRule, type Facets, scopeMatcher } from '#libs/scopes';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Profile } from '../src/model/collection-plan.ts';
import type { ClaimedTitle } from '../src/model/scope-overlap.ts';
import { type ScopeReport, scopeReport } from '../src/model/scope-report.ts';
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

const anyTitle: fc.Arbitrary<ClaimedTitle> = fc.record({
  scheme: fc.constantFrom('ddc' as const, 'nur' as const, 'siso' as const),
  notation: fc.integer({ min: 100, max: 999 }).map(String),
  material: fc.constantFrom('book', 'map'),
  language: fc.constantFrom('dut', 'eng'),
  audience: fc.constantFrom('adult', 'youth'),
});

function profilesOf(profiles: readonly Profile[], it: ClaimedTitle, crosswalks: readonly Crosswalk[] = []): string[] {
  return scopeMatcher(
    profiles,
    crosswalks,
  )(titleLike(it))
    .filter((number) => number > 0)
    .map((number) => profiles[number - 1]?.code ?? '');
}

function named(code: string, scheme: Scheme, prefix: string): Pick<Profile, 'code' | 'name' | 'scope'> {
  const scope = { classification: [{ scheme, prefix }], material: [], language: [], audience: [] };
  return { code, name: { nl: code }, scope };
}

describe('the scopes of a plan', () => {
  it('overlap where the example of a title belongs to both', () => {
    fc.assert(
      fc.property(anyPlan, ({ profiles }) => {
        for (const { one, other, example } of scopeReport(profiles, []).overlaps)
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
        const pairs = scopeReport(profiles, []).overlaps.map((pair) => `${pair.one.code} ${pair.other.code}`);
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
    const nothing: ScopeReport = { overlaps: [], scheme: null, uncovered: [], translated: [] };
    expect(scopeReport([profile], [])).toEqual(nothing);
    expect(scopeReport([], [])).toEqual(nothing);
  });

  it('are held against the classification that most profiles name', () => {
    const report = scopeReport([named('a', 'nbc', '01'), named('b', 'nur', '1'), named('c', 'nur', '2')], []);
    expect(report).toMatchObject({ overlaps: [], scheme: 'nur', uncovered: [{ from: '3', to: '9' }], translated: [] });
  });
});

const rule = (from: string, to: string, upTo: string | null = null): CrosswalkRule => ({ from, upTo, to });
const siso = (...rules: CrosswalkRule[]): Crosswalk => ({ from: 'siso', to: 'nbc', rules });
const inSiso = named('uitvoerend', 'siso', '785');
const music = named('muziek', 'nbc', '24');
const film = named('film', 'nbc', '30');

/** Which profiles overlap by what, of those that do so by translation alone. */
function byTranslation(...[profiles, crosswalks]: Parameters<typeof scopeReport>): string[] {
  return scopeReport(profiles, crosswalks)
    .overlaps.filter(({ translated }) => translated.length > 0)
    .map(({ one, other, example: { scheme, notation }, translated }) => {
      const to = translated.map((it) => `${it.scheme} ${it.notation}`).join(' and ');
      return `${one.code} and ${other.code}: ${scheme} ${notation} is ${to}`;
    });
}

describe('the scopes of a plan with crosswalks', () => {
  it('overlap by translation where one names what leads into the other', () => {
    expect(byTranslation([music, inSiso], [siso(rule('78', '24.50'))])).toEqual([
      'muziek and uitvoerend: siso 785 is nbc 24.50',
    ]);
    expect(byTranslation([music, inSiso], [siso(rule('77', '24.50'))])).toEqual([]);
  });

  it('overlap by translation where a rule leads into both', () => {
    const both = [siso(rule('78', '24.50'), rule('78', '30.10'))];
    expect(byTranslation([music, film], both)).toEqual(['muziek and film: siso 780 is nbc 24.50 and nbc 30.10']);
    expect(byTranslation([music, film], [siso(rule('78', '24.50'), rule('79', '30.10'))])).toEqual([]);
  });

  it('overlap by two crosswalks from one scheme', () => {
    const nur: Crosswalk = { from: 'siso', to: 'nur', rules: [rule('780', '660')] };
    const inNur = named('bladmuziek', 'nur', '66');
    const told = ['muziek and bladmuziek: siso 780 is nbc 24.50 and nur 660'];
    expect(byTranslation([music, inNur], [siso(rule('78', '24.50')), nur])).toEqual(told);
    expect(byTranslation([music, inNur], [nur, siso(rule('78', '24.50'))])).toEqual(told);
  });

  it('are told by their own schemes where they overlap by these', () => {
    const all = named('kunst', 'nbc', '2');
    const crosswalk = siso(rule('78', '24.50'));
    const [overlap] = scopeReport([music, all], [crosswalk]).overlaps;
    expect(overlap).toMatchObject({ example: { scheme: 'nbc', notation: '24' }, translated: [] });
  });

  it('do not overlap where the more particular rule leads elsewhere', () => {
    const rules = [rule('78', '24.50'), rule('785', '42')];
    expect(byTranslation([music, inSiso], [siso(...rules)])).toEqual([]);
    expect(byTranslation([music, inSiso], [siso(...rules.toReversed())])).toEqual([]);
  });

  it('do not overlap in a class that is narrower than what a rule leads to', () => {
    expect(byTranslation([named('lied', 'nbc', '24.5'), inSiso], [siso(rule('785', '24'))])).toEqual([]);
    expect(byTranslation([named('lied', 'nbc', '24.5'), inSiso], [siso(rule('785', '24.50'))])).toHaveLength(1);
  });

  it('do not overlap by crosswalks that would have to follow each other', () => {
    const on: Crosswalk = { from: 'nbc', to: 'nur', rules: [rule('24', '660')] };
    const inNur = named('bladmuziek', 'nur', '66');
    expect(byTranslation([inNur, inSiso], [siso(rule('785', '24.50')), on])).toEqual([]);
  });

  it('do not overlap when their languages differ', () => {
    const inLanguage = (it: typeof music, language: string): typeof music => ({
      ...it,
      scope: { ...it.scope, language: [language] },
    });
    const crosswalks = [siso(rule('78', '24.50'))];
    expect(byTranslation([inLanguage(music, 'dut'), inLanguage(inSiso, 'eng')], crosswalks)).toEqual([]);
    const [overlap] = scopeReport([inLanguage(music, 'dut'), inSiso], crosswalks).overlaps;
    expect(overlap?.example.language).toBe('dut');
  });

  it('tell what is uncovered in its own scheme and covered by translation', () => {
    const crosswalk = siso(rule('78', '24.50'), rule('790', '24.30', '792'), rule('9', '15'));
    const { scheme, uncovered, translated } = scopeReport([inSiso, music], [crosswalk]);
    const [told] = translated;
    expect(scheme).toBe('siso');
    expect(told).toMatchObject({
      scheme: 'siso',
      translated: [
        { from: '780', to: '784' },
        { from: '786', to: '789' },
        { from: '790', to: '792' },
      ],
    });
    expect(told?.uncovered).toEqual(uncovered);
    expect(uncovered).toContainEqual({ from: '8', to: '9' });
    expect(scopeReport([inSiso, music], []).uncovered).toContainEqual({ from: '786', to: '789' });
  });

  it('tell of a scheme that no profile names what comes into one, and what does not', () => {
    expect(scopeReport([music], [siso(rule('7', '24'), rule('8', '18'))])).toMatchObject({
      scheme: 'nbc',
      translated: [
        {
          scheme: 'siso',
          translated: [{ from: '7', to: '7' }],
          uncovered: [
            { from: '0', to: '6' },
            { from: '8', to: '9' },
          ],
        },
      ],
    });
  });

  it('overlap exactly where a title with one notation comes into both', () => {
    fc.assert(
      fc.property(anyPlan, anyTitle, ({ profiles, crosswalks }, any) => {
        const { overlaps } = scopeReport(profiles, crosswalks);
        for (const { one, other, example } of overlaps)
          expect(profilesOf(profiles, example, crosswalks)).toEqual(expect.arrayContaining([one.code, other.code]));
        const [one, other] = profilesOf(profiles, any, crosswalks);
        if (one === undefined || other === undefined) return;
        expect(overlaps.map((pair) => `${pair.one.code} ${pair.other.code}`)).toContain(`${one} ${other}`);
      }),
      { numRuns: 500 },
    );
  });

  it('lie the same whatever the order of rules and crosswalks', () => {
    fc.assert(
      fc.property(anyPlan, ({ profiles, crosswalks }) => {
        const turned = crosswalks.map((it) => ({ ...it, rules: it.rules.toReversed() })).toReversed();
        expect(scopeReport(profiles, turned)).toEqual(scopeReport(profiles, crosswalks));
      }),
    );
  });
});
