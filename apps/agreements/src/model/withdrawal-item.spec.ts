import { WITHDRAWAL_STATES, type WithdrawalState } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { type Demand, NO_DEMAND } from './demand.ts';
import { adviceOn, type TitleStanding, type WithdrawalRule } from './withdrawal-advice.ts';
import { WithdrawalItem } from './withdrawal-item.ts';

const TODAY = '2026-11-24';
const LATER = '2027-01-01';
const PROPOSED = {
  id: '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10',
  withdrawal: '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d11',
  position: 1,
  participant: 'NL-1',
  identifier: '9780306406157',
  key: '1000009780306406157',
  title: '1000009780306406157',
  copies: 1,
  acceptBy: '2026-12-24',
};

function standing(more: Partial<TitleStanding> = {}): TitleStanding {
  return { own: 1, others: 1, retained: false, wantedBy: [], demand: NO_DEMAND, ...more };
}

function agreed(minimum: number): WithdrawalRule {
  return { minimum, buyAt: 2, offerAt: 1, perCopy: 12 };
}

function asked(outcome: 'filled' | 'unfilled', scopes: Partial<Demand['filled']>): Demand {
  return { ...NO_DEMAND, [outcome]: { ...NO_DEMAND.filled, ...scopes } };
}

const ONE = agreed(1);

const KEEPING = standing({ others: 0 });
const WANTED = standing({ wantedBy: ['NL-2'] });

function being(state: WithdrawalState): WithdrawalItem {
  const item = new WithdrawalItem(PROPOSED);
  item.propose(state === 'kept' ? KEEPING : WANTED, ONE);
  if (state === 'accepted') item.accept('NL-2', TODAY);
  if (state === 'free') item.release(standing(), ONE, LATER);
  if (state === 'called-off') item.callOff();
  if (state === 'gone') item.state = 'gone';
  return item;
}

const refused = (code: string) => expect.objectContaining({ code: `withdrawal.${code}` });

describe('the advice on copies of a title', () => {
  it.each([
    ['nobody told of it', 1, standing({ own: null, others: 0 }), 1, 'keep', 'title-unknown', 0],
    ['it was promised to be kept', 1, standing({ retained: true, others: 9 }), 1, 'keep', 'retained', 9],
    [
      'it was promised, and another copy stays',
      1,
      standing({ own: 2, retained: true }),
      1,
      'free',
      'enough-elsewhere',
      2,
    ],
    ['it is the last copy', 1, standing({ others: 0 }), 1, 'keep', 'last-copies', 0],
    ['fewer than agreed would remain', 1, standing({ others: 1 }), 2, 'keep', 'last-copies', 1],
    ['as many as agreed remain', 1, standing({ others: 2 }), 2, 'free', 'enough-elsewhere', 2],
    ['some of its own copies stay', 2, standing({ own: 3, others: 0 }), 1, 'free', 'enough-elsewhere', 1],
    ['more copies are named than there are', 5, standing({ own: 2, others: 0 }), 1, 'keep', 'last-copies', 0],
    ['it is lost already', 1, standing({ own: 0, others: 0 }), 1, 'free', 'not-extant', 0],
    ['others who are responsible have none', 1, WANTED, 1, 'offer', 'wanted', 1],
    [
      'somebody asked for it in vain, in the province or nationally',
      1,
      standing({ others: 9, demand: asked('unfilled', { national: 1 }) }),
      1,
      'offer',
      'unmet-demand',
      9,
    ],
    [
      'only the branches of an organisation asked for it in vain',
      1,
      standing({ demand: asked('unfilled', { organisation: 5 }) }),
      1,
      'free',
      'enough-elsewhere',
      1,
    ],
    [
      'it was lent more often than the remaining copies can bear',
      1,
      standing({ others: 2, demand: asked('filled', { organisation: 5, province: 10, national: 10 }) }),
      1,
      'offer',
      'much-requested',
      2,
    ],
    [
      'it was lent as often as the remaining copies can bear',
      1,
      standing({ others: 2, demand: asked('filled', { organisation: 4, province: 10, national: 10 }) }),
      1,
      'free',
      'enough-elsewhere',
      2,
    ],
    [
      'somebody asked for it in vain, and it is the last copy',
      1,
      standing({ others: 0, demand: asked('unfilled', { national: 9 }) }),
      1,
      'keep',
      'last-copies',
      0,
    ],
    [
      'somebody asked for it in vain, and it is lost already',
      1,
      standing({ own: 0, demand: asked('unfilled', { national: 9 }) }),
      1,
      'free',
      'not-extant',
      1,
    ],
  ] as const)('when %s', (_, copies, title, minimum, advice, reason, remaining) => {
    expect(adviceOn(copies, title, agreed(minimum))).toMatchObject({ advice, reason, remaining });
  });
});

describe('an item of a withdrawal', () => {
  const decisions: Record<string, (item: WithdrawalItem) => void> = {
    'let go against the advice': (item) => item.override('Schimmel', KEEPING, ONE),
    offered: (item) => item.offer(LATER, TODAY),
    'taken over': (item) => item.accept('NL-2', TODAY),
    released: (item) => item.release(standing(), ONE, LATER),
    'called off': (item) => item.callOff(),
  };
  const allowed: Record<string, Partial<Record<WithdrawalState, WithdrawalState>>> = {
    'let go against the advice': { kept: 'free', offered: 'free' },
    offered: { kept: 'offered' },
    'taken over': { offered: 'accepted' },
    released: { offered: 'free' },
    'called off': { kept: 'called-off', offered: 'called-off', free: 'called-off' },
  };
  const every = Object.keys(decisions).flatMap((what) => WITHDRAWAL_STATES.map((from) => [from, what] as const));

  it.each(every.filter(([from, what]) => allowed[what]?.[from] !== undefined))('that is %s can be %s', (from, what) => {
    const item = being(from);
    const { version } = item;
    decisions[what]?.(item);
    expect(item.told()).toMatchObject({ state: allowed[what]?.[from], version: version + 1 });
  });

  it.each(every.filter(([from, what]) => allowed[what]?.[from] === undefined))(
    'that is %s cannot be %s',
    (from, what) => {
      expect(() => decisions[what]?.(being(from))).toThrow(refused('not-possible'));
    },
  );

  it.each([
    [
      'letting go without saying why',
      being('kept'),
      (it_: WithdrawalItem) => it_.override(' ', KEEPING, ONE),
      'reason-missing',
    ],
    [
      'offering until a day that has passed',
      being('kept'),
      (it_: WithdrawalItem) => it_.offer('2026-11-23', TODAY),
      'date-passed',
    ],
    [
      'taking over what is offered to others',
      being('offered'),
      (it_: WithdrawalItem) => it_.accept('NL-3', TODAY),
      'not-offered',
    ],
    ['taking over what one offers', being('offered'), (it_: WithdrawalItem) => it_.accept('NL-1', TODAY), 'own-offer'],
    [
      'taking over after the last day',
      being('offered'),
      (it_: WithdrawalItem) => it_.accept('NL-2', '2026-12-25'),
      'date-passed',
    ],
    [
      'releasing on the last day',
      being('offered'),
      (it_: WithdrawalItem) => it_.release(standing(), ONE, '2026-12-24'),
      'not-yet',
    ],
    ['deciding on an old version', being('free'), (it_: WithdrawalItem) => it_.expect(1), 'stale'],
  ] as const)('refuses %s', (_, item, decide, code) => {
    expect(() => decide(item)).toThrow(refused(code));
  });

  it('is offered to everybody when it is asked for, with the numbers, and goes when nobody takes it', () => {
    const item = new WithdrawalItem(PROPOSED);
    const demand = {
      ...asked('unfilled', { province: 1, national: 2 }),
      filled: asked('filled', { national: 4 }).filled,
    };
    item.propose(standing({ demand }), ONE);
    expect(item).toMatchObject({ state: 'offered', offeredTo: [], reason: 'unmet-demand', filled: 4, unmet: 3 });
    item.release(standing({ demand }), ONE, LATER);
    expect(item.told()).toMatchObject({ state: 'free' });
  });

  it('is kept after the last day when it has become the last copy meanwhile', () => {
    const item = being('offered');
    item.release(KEEPING, ONE, LATER);
    expect(item.told()).toMatchObject({ state: 'kept', remaining: 0 });
  });
});
