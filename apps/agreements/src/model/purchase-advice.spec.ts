import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Demand, NO_DEMAND } from './demand.ts';
import { adviceOnPurchase, enoughAmong, type PurchaseFacts } from './purchase-advice.ts';

const NOBODY: PurchaseFacts = {
  having: 0,
  enough: null,
  plannedBy: [],
  keptBy: [],
  responsible: [],
  isResponsible: false,
  own: 0,
  demand: NO_DEMAND,
  rule: { buyAt: 2, offerAt: 1, perCopy: 12 },
};
const OTHER = 'NL-0800020000';

function asked(outcome: 'filled' | 'unfilled', scopes: Partial<Demand['filled']>): Demand {
  return { ...NO_DEMAND, [outcome]: { ...NO_DEMAND.filled, ...scopes } };
}

const UNMET = asked('unfilled', { province: 1, national: 1 });

describe('the advice on a purchase', () => {
  it.each<[string, Partial<PurchaseFacts>, string, string[]]>([
    ['buy what nobody else has', {}, 'buy', ['nowhere-else']],
    ['buy what some others have, where nothing says how many are enough', { having: 9 }, 'buy', ['too-few-elsewhere']],
    ['buy what fewer others have than are enough', { having: 2, enough: 3 }, 'buy', ['too-few-elsewhere']],
    ['borrow what enough others have or ordered', { having: 3, enough: 3 }, 'borrow', ['enough-elsewhere']],
    [
      'consult about what enough others have when it is yours to collect',
      { having: 3, enough: 3, isResponsible: true },
      'consult',
      ['enough-elsewhere', 'responsible-yourself'],
    ],
    [
      'borrow what another has and promised to keep',
      { having: 1, keptBy: [OTHER] },
      'borrow',
      ['kept-elsewhere', 'too-few-elsewhere'],
    ],
    [
      'consult about what another keeps when it is yours to collect',
      { having: 1, keptBy: [OTHER], isResponsible: true },
      'consult',
      ['kept-elsewhere', 'responsible-yourself', 'too-few-elsewhere'],
    ],
    ['consult about what another plans', { plannedBy: [OTHER] }, 'consult', ['planned-elsewhere', 'nowhere-else']],
    [
      'consult about what another plans, also when it is yours to collect',
      { plannedBy: [OTHER], isResponsible: true },
      'consult',
      ['planned-elsewhere', 'responsible-yourself', 'nowhere-else'],
    ],
    [
      'borrow what enough others have, whoever plans it besides',
      { having: 4, enough: 3, plannedBy: [OTHER] },
      'borrow',
      ['enough-elsewhere', 'planned-elsewhere'],
    ],
    [
      'consult about what is for another to collect',
      { responsible: [OTHER] },
      'consult',
      ['responsible-elsewhere', 'nowhere-else'],
    ],
    [
      'buy what is yours to collect, also when it is for others as well',
      { responsible: [OTHER], isResponsible: true },
      'buy',
      ['responsible-yourself', 'nowhere-else'],
    ],
    [
      'buy what enough others have and yet nobody could lend, in the province or nationally',
      { having: 9, enough: 3, demand: UNMET },
      'buy',
      ['unmet-demand', 'enough-elsewhere'],
    ],
    [
      'buy what another keeps and yet nobody could lend',
      { having: 1, keptBy: [OTHER], demand: UNMET },
      'buy',
      ['unmet-demand', 'kept-elsewhere', 'too-few-elsewhere'],
    ],
    [
      'borrow what one request fewer was not met for',
      { having: 3, enough: 3, demand: asked('unfilled', { national: 1 }) },
      'borrow',
      ['enough-elsewhere'],
    ],
    [
      'borrow what only the branches of an organisation lack',
      { having: 3, enough: 3, demand: asked('unfilled', { organisation: 50 }) },
      'borrow',
      ['enough-elsewhere'],
    ],
    [
      'consult about what nobody could lend and another plans',
      { plannedBy: [OTHER], demand: UNMET },
      'consult',
      ['unmet-demand', 'planned-elsewhere', 'nowhere-else'],
    ],
    [
      'consult about what nobody could lend and is for another to collect',
      { responsible: [OTHER], demand: UNMET },
      'consult',
      ['unmet-demand', 'responsible-elsewhere', 'nowhere-else'],
    ],
    [
      'buy what nobody could lend and is yours to collect',
      { having: 3, enough: 3, responsible: [OTHER], isResponsible: true, demand: UNMET },
      'buy',
      ['unmet-demand', 'enough-elsewhere', 'responsible-yourself'],
    ],
    [
      'borrow what is often lent: that is told and decides nothing',
      { having: 3, enough: 3, demand: asked('filled', { organisation: 4, province: 4, national: 4 }) },
      'borrow',
      ['enough-elsewhere', 'often-requested'],
    ],
  ])('is to %s', (_what, facts, advice, reasons) => {
    expect(adviceOnPurchase({ ...NOBODY, ...facts })).toEqual({ advice, reasons });
  });

  it('tells of copies of your own, which decide nothing', () => {
    fc.assert(
      fc.property(someFacts(), (facts) => {
        const [without, having] = [0, 2].map((own) => adviceOnPurchase({ ...facts, own }));
        expect(having).toEqual({ advice: without?.advice, reasons: [...(without?.reasons ?? []), 'own-copies'] });
      }),
    );
  });

  it('is never to borrow what is yours to collect', () => {
    fc.assert(
      fc.property(someFacts(), (facts) => {
        expect(adviceOnPurchase({ ...facts, isResponsible: true }).advice).not.toBe('borrow');
      }),
    );
  });

  it('is never to borrow what could not be borrowed', () => {
    fc.assert(
      fc.property(someFacts(), (facts) => {
        expect(adviceOnPurchase({ ...facts, demand: UNMET }).advice).not.toBe('borrow');
      }),
    );
  });

  it('is the same however often it was lent', () => {
    fc.assert(
      fc.property(someFacts(), fc.nat(100), (facts, national) => {
        const filled = { ...facts.demand.filled, national };
        const { advice } = adviceOnPurchase({ ...facts, demand: { ...facts.demand, filled } });
        expect(advice).toBe(adviceOnPurchase(facts).advice);
      }),
    );
  });

  it('is never to buy unheard what another plans', () => {
    fc.assert(
      fc.property(someFacts(), (facts) => {
        expect(adviceOnPurchase({ ...facts, plannedBy: [OTHER] }).advice).not.toBe('buy');
      }),
    );
  });
});

describe('how many others are enough', () => {
  it.each([
    ['what the profile says', [3], 3],
    ['what the most demanding profile says', [3, null, 5], 5],
    ['not known when no profile says so', [null, null], null],
    ['not known of a title without a profile', [], null],
  ])('is %s', (_what, profiles, enough) => {
    expect(enoughAmong(profiles.map((enoughHolders) => ({ enoughHolders })))).toBe(enough);
  });
});

function someFacts(): fc.Arbitrary<PurchaseFacts> {
  const some = fc.constantFrom<readonly string[]>([], [OTHER]);
  const byScope = fc.record({ organisation: fc.nat(3), province: fc.nat(3), national: fc.nat(3) });
  return fc.record({
    having: fc.nat(6),
    enough: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    plannedBy: some,
    keptBy: some,
    responsible: some,
    isResponsible: fc.boolean(),
    own: fc.nat(2),
    demand: fc.record({ filled: byScope, unfilled: byScope }),
    rule: fc.constant(NOBODY.rule),
  });
}
