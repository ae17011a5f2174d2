import type { Classification } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifier, slicesOf } from './classifier.ts';
import { type Crosswalk, type CrosswalkRule, translator } from './crosswalk.ts';
import type { Facets, Scope } from './scope.ts';
import { scopeMatcher } from './scope-matcher.ts';

const rule = (from: string, to: string): CrosswalkRule => {
  const [first = '', upTo = null] = from.split('..');
  return { from: first, upTo, to };
};
const toNbc = (...rules: CrosswalkRule[]): Crosswalk => ({ from: 'ddc', to: 'nbc', rules });
const ddc = (notation: string): Classification => ({ scheme: 'ddc', notation });
const nbc = (notation: string): Classification => ({ scheme: 'nbc', notation });
const notations = (crosswalks: readonly Crosswalk[], ...own: Classification[]): string[] =>
  translator(crosswalks)(own).map(({ notation }) => notation);

describe('leading a notation to another scheme', () => {
  it('takes everything under the notation of a rule', () => {
    expect(notations([toNbc(rule('780', '24.50'))], ddc('780'), ddc('780.92'))).toEqual(['24.50', '24.50']);
  });

  it('takes a range with both ends and all under the last', () => {
    const music = [toNbc(rule('780..789', '24'))];
    expect(notations(music, ddc('780'), ddc('785.1'), ddc('789.9'))).toEqual(['24', '24', '24']);
    expect(notations(music, ddc('779.9'), ddc('790'))).toEqual([]);
  });

  it('lets the longest prefix win, and a prefix of the same length before a range', () => {
    const rules = [rule('7', '20'), rule('780..789', '24'), rule('781', '24.50'), rule('781.65', '24.90')];
    expect(notations([toNbc(...rules)], ddc('781.652'))).toEqual(['24.90']);
    expect(notations([toNbc(...rules)], ddc('781.6'))).toEqual(['24.50']);
    expect(notations([toNbc(...rules)], ddc('782'))).toEqual(['24']);
    expect(notations([toNbc(...rules)], ddc('759'))).toEqual(['20']);
  });

  it('gives all that rules of the same notation lead to', () => {
    expect(notations([toNbc(rule('003', '54.50'), rule('003', '54.54'))], ddc('003'))).toEqual(['54.50', '54.54']);
  });

  it("leaves a title's own notation in the target scheme alone, and leads nothing on twice", () => {
    const on: Crosswalk = { from: 'nbc', to: 'nur', rules: [rule('24', '660')] };
    expect(notations([toNbc(rule('78', '24'))], ddc('780'), nbc('30'))).toEqual([]);
    expect(notations([toNbc(rule('78', '24')), on], ddc('780'))).toEqual(['24']);
  });

  it('comes to the same whatever the order of rules', () => {
    const digits = fc.integer({ min: 0, max: 999 }).map((it) => String(it).padStart(3, '0'));
    const prefix = digits.chain((it) => fc.integer({ min: 1, max: 3 }).map((length) => it.slice(0, length)));
    const any = fc.record({ from: prefix, upTo: fc.constant(null), to: fc.constantFrom('24', '30', '24.50') });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), digits, (rules, notation) => {
        const [one, other] = [toNbc(...rules), toNbc(...rules.toReversed())];
        expect(notations([one], ddc(notation)).toSorted()).toEqual(notations([other], ddc(notation)).toSorted());
      }),
    );
  });
});

const scope = (prefix: string, language: string[] = []): { scope: Scope } => ({
  scope: { classification: [{ scheme: 'nbc', prefix }], material: [], language, audience: [] },
});
const title = (...classifications: Classification[]): Facets => ({
  material: 'book',
  language: 'dut',
  audience: 'adult',
  classifications,
});

describe('finding profiles with a crosswalk', () => {
  const profiles = [scope('24'), scope('24.5', ['dut']), { scope: { ...scope('30').scope, classification: [] } }];
  const crosswalks = [toNbc(rule('780', '24.50'), rule('78', '24'))];

  it('takes a title in by its translation as if it had the notation itself', () => {
    expect(scopeMatcher(profiles, crosswalks)(title(ddc('780')))).toEqual(scopeMatcher(profiles)(title(nbc('24.50'))));
  });

  it('tells which profiles it is in by a crosswalk alone, and by which rules', () => {
    const { numberOf, sliceOf } = slicesOf(profiles.length);
    const found = classifier(profiles, crosswalks)(title(ddc('780'), ddc('781')));
    expect(found.filter((it) => it >= 0)).toEqual([1, 2, 3]);
    expect(found.filter((it) => it < 0).map(sliceOf)).toEqual(
      expect.arrayContaining([
        { profile: 0, rule: 0 },
        { profile: 1, rule: 0 },
        { profile: 1, rule: 1 },
        { profile: 1, rule: 2 },
        { profile: 2, rule: 0 },
        { profile: 2, rule: 1 },
      ]),
    );
    expect(found.filter((it) => it < 0)).toHaveLength(6);
    expect(sliceOf(numberOf({ profile: 3, rule: 7 }))).toEqual({ profile: 3, rule: 7 });
  });

  it('says nothing of translation where the own notation says it all', () => {
    expect(classifier(profiles, crosswalks)(title(nbc('24.50'), ddc('780')))).toEqual([1, 2, 3]);
  });
});
