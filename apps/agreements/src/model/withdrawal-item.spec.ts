import { WITHDRAWAL_STATES, type WithdrawalState } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { adviceOn, type TitleStanding } from './withdrawal-advice.ts';
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
  return { own: 1, others: 1, retained: false, wantedBy: [], ...more };
}

const KEEPING = standing({ others: 0 });
const WANTED = standing({ wantedBy: ['NL-2'] });

function being(state: WithdrawalState): WithdrawalItem {
  const item = new WithdrawalItem(PROPOSED);
  item.propose(state === 'kept' ? KEEPING : WANTED, 1);
  if (state === 'accepted') item.accept('NL-2', TODAY);
  if (state === 'free') item.release(standing(), 1, LATER);
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
  ] as const)('when %s', (_, copies, title, minimum, advice, reason, remaining) => {
    expect(adviceOn(copies, title, minimum)).toMatchObject({ advice, reason, remaining });
  });
});

describe('an item of a withdrawal', () => {
  const decisions: Record<string, (item: WithdrawalItem) => void> = {
    'let go against the advice': (item) => item.override('Schimmel', KEEPING, 1),
    offered: (item) => item.offer(LATER, TODAY),
    'taken over': (item) => item.accept('NL-2', TODAY),
    released: (item) => item.release(standing(), 1, LATER),
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
      (it_: WithdrawalItem) => it_.override(' ', KEEPING, 1),
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
      (it_: WithdrawalItem) => it_.release(standing(), 1, '2026-12-24'),
      'not-yet',
    ],
    ['deciding on an old version', being('free'), (it_: WithdrawalItem) => it_.expect(1), 'stale'],
  ] as const)('refuses %s', (_, item, decide, code) => {
    expect(() => decide(item)).toThrow(refused(code));
  });

  it('is kept after the last day when it has become the last copy meanwhile', () => {
    const item = being('offered');
    item.release(KEEPING, 1, LATER);
    expect(item.told()).toMatchObject({ state: 'kept', remaining: 0 });
  });
});
