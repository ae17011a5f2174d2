import type { Scheme } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Crosswalk, type CrosswalkRule, translator } from './crosswalk.ts';
import { ledParts } from './led-parts.ts';
import type { ClassificationRange } from './scope.ts';
import { sharedNotation } from './shared-notation.ts';

const rule = (from: string, to: string, upTo: string | null = null): CrosswalkRule => ({ from, upTo, to });
const crosswalk = (rules: CrosswalkRule[], from: Scheme = 'ddc', to: Scheme = 'nbc'): Crosswalk => ({
  from,
  to,
  rules,
});

/** The notations that a title with this one is led to, as far as the parts tell. */
function told(crosswalks: readonly Crosswalk[], notation: string): string[] {
  const itself: ClassificationRange = { scheme: 'ddc', notation };
  return ledParts(crosswalks)
    .filter(({ part }) => sharedNotation(part, itself) !== null)
    .flatMap(({ to }) => to.map((it) => it.notation))
    .toSorted();
}

const digits = fc.integer({ min: 700, max: 799 }).map(String);
const bound = fc
  .tuple(digits, fc.constantFrom('', '.1', '.5'))
  .chain(([whole, more]) => fc.constantFrom(whole.slice(0, 2), whole, whole + more));
const target = fc.constantFrom('24', '24.50', '30');
const anyRule = fc.oneof(
  fc.tuple(bound, target).map(([from, to]) => rule(from, to)),
  fc.tuple(bound, bound, target).map(([one, other, to]) => {
    const [from = one, upTo = other] = [one, other].toSorted();
    return rule(from, to, upTo);
  }),
);

describe('the parts that crosswalks lead from', () => {
  it('leave out what a more particular rule leads elsewhere', () => {
    const parts = ledParts([crosswalk([rule('78', '24'), rule('780', '30')])]);
    expect(parts.map(({ part, to }) => ['prefix' in part ? part.prefix : part, to[0]?.notation])).toEqual([
      ['780', '30'],
      ...Array.from('123456789', (digit) => [`78${digit}`, '24']),
    ]);
  });

  it('are as large as they are led alike', () => {
    const parts = ledParts([crosswalk([rule('780', '24', '789'), rule('79', '76')])]);
    expect(parts.map(({ part }) => part)).toEqual(['78', '79'].map((prefix) => ({ scheme: 'ddc', prefix })));
  });

  it('tell of every notation what a title with it is led to', () => {
    const notation = fc.tuple(digits, fc.constantFrom('', '.1', '.15', '.7')).map((it) => it.join(''));
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 8 }), notation, (rules, any) => {
        const crosswalks = [crosswalk(rules)];
        const led = translator(crosswalks)([{ scheme: 'ddc', notation: any }]).map((it) => it.notation);
        expect(told(crosswalks, any)).toEqual([...new Set(led)].toSorted());
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same whatever the order of rules and crosswalks', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 8 }), (rules) => {
        const other = crosswalk([rule('78', '660')], 'ddc', 'nur');
        expect(ledParts([other, crosswalk(rules.toReversed())])).toEqual(ledParts([crosswalk(rules), other]));
      }),
    );
  });

  it('are the notations that rules name where the parts of a scheme are not known', () => {
    expect(ledParts([crosswalk([rule('Muziek', '24')], 'brinkman')])).toEqual([
      { part: { scheme: 'brinkman', notation: 'muziek' }, to: [{ scheme: 'nbc', notation: '24' }] },
    ]);
  });
});
