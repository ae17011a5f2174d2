import { describe, expect, it } from '@jest/globals';
import { Agreement, type Taker } from './agreement.ts';
import { agreementId } from './ids.ts';

function inForce(): Agreement {
  return new Agreement(
    { id: '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10', participant: 'NL-0800010000', from: '2027-01-01', to: '2027-12-31' },
    {
      line: '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a01',
      profile: 'muziek',
      activity: 'collect',
      level: '3b',
      titles: 12,
      copies: 20,
      named: [],
    },
  );
}

describe('an agreement', () => {
  it.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
    ['2027-12-31', true],
    ['2028-01-01', false],
  ])('on %s binds: %s', (day, binds) => {
    expect(inForce().bindsOn(day)).toBe(binds);
  });

  it('has an id of its own for every plan and line, the same each time', () => {
    const id = agreementId('0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10', '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a01');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(inForce().id).toBe(id);
    expect(agreementId('other', '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a01')).not.toBe(id);
  });
});

describe('ending an agreement early', () => {
  it('moves its last day and tells so under a higher version', () => {
    const agreement = inForce();
    expect(agreement.end('2027-06-30', 'Budget was cut')).toMatchObject([{ version: 2, to: '2027-06-30' }]);
    expect(agreement.endedBecause).toBe('Budget was cut');
    expect(agreement.bindsOn('2027-07-01')).toBe(false);
  });

  it('says nothing the second time', () => {
    const agreement = inForce();
    agreement.end('2027-06-30', 'Budget was cut');
    expect(agreement.end('2027-06-30', 'Budget was cut')).toEqual([]);
    expect(agreement.version).toBe(2);
  });

  it('may be brought forward again, never put back', () => {
    const agreement = inForce();
    agreement.end('2027-06-30', 'Budget was cut');
    expect(agreement.end('2027-03-31', 'Staff left')).toMatchObject([{ version: 3, to: '2027-03-31' }]);
    expect(() => agreement.end('2027-06-30', 'Budget is back')).toThrow(
      expect.objectContaining({ code: 'agreement.not-in-force' }),
    );
  });

  it.each(['2026-12-31', '2028-01-01'])('is refused outside its period, on %s', (day) => {
    expect(() => inForce().end(day, 'Budget was cut')).toThrow(
      expect.objectContaining({ code: 'agreement.not-in-force' }),
    );
  });

  it('is refused without a reason', () => {
    expect(() => inForce().end('2027-06-30', ' ')).toThrow(
      expect.objectContaining({ code: 'agreement.reason-missing' }),
    );
  });

  it('is refused on the day on which it ends anyway', () => {
    expect(() => inForce().end('2027-12-31', 'Budget was cut')).toThrow(
      expect.objectContaining({ code: 'agreement.not-early' }),
    );
  });
});

const TODAY = '2027-03-01';
const taker: Taker = { isil: 'NL-0800020000', period: { from: '2020-01-01', to: '2027-10-31' } };

function endedEarly(): Agreement {
  const agreement = inForce();
  agreement.end('2027-06-30', 'Budget was cut');
  return agreement;
}

describe('the days of an agreement', () => {
  it('are half a year and a quarter before its end, where nothing else is set', () => {
    expect(inForce()).toMatchObject({ reviewOn: '2027-07-02', noticeBy: '2027-10-01' });
  });

  it('are set otherwise within its time, and told', () => {
    const agreement = inForce();
    const dates = { reviewOn: '2027-05-01', noticeBy: null };
    expect(agreement.schedule(dates)).toMatchObject([{ version: 2, reviewOn: '2027-05-01' }]);
    expect(agreement.schedule(dates)).toEqual([]);
    expect(() => agreement.schedule({ reviewOn: null, noticeBy: '2028-01-01' })).toThrow(
      expect.objectContaining({ code: 'agreement.not-in-force' }),
    );
  });
});

describe('renewing an agreement', () => {
  it('lets it last longer, with days to match', () => {
    const agreement = inForce();
    expect(agreement.renew('2028-12-31', TODAY)).toMatchObject([
      { version: 2, to: '2028-12-31', reviewOn: '2028-07-02', noticeBy: '2028-10-01' },
    ]);
  });

  it.each([
    ['when it was ended early', endedEarly, TODAY, 'agreement.over'],
    ['when it has passed', inForce, '2028-01-01', 'agreement.over'],
    ['to a day on which it is in force anyway', inForce, TODAY, 'agreement.not-longer'],
  ])('is refused %s', (_when, agreement, today, code) => {
    const to = code === 'agreement.over' ? '2028-12-31' : '2027-12-31';
    expect(() => agreement().renew(to, today)).toThrow(expect.objectContaining({ code }));
  });
});

describe('adjusting an agreement', () => {
  it('agrees on other terms and tells so; the same terms say nothing', () => {
    const agreement = inForce();
    const terms = { level: '4', titles: 3, retainUntil: 'indefinite' } as const;
    expect(agreement.adjust(terms, TODAY)).toMatchObject([{ version: 2, copies: 20, ...terms }]);
    expect(agreement.adjust(terms, TODAY)).toEqual([]);
  });

  it('is refused when it has passed', () => {
    expect(() => inForce().adjust({ titles: 3 }, '2028-01-01')).toThrow(
      expect.objectContaining({ code: 'agreement.over' }),
    );
  });
});

describe('handing an agreement over', () => {
  it('ends it the day before, and makes another that says the same', () => {
    const agreement = inForce();
    const { successor, facts } = agreement.handOver(taker, '2027-07-01', 'Agreed between both');
    expect(facts).toMatchObject([
      { agreement: agreement.id, version: 2, to: '2027-06-30', participant: 'NL-0800010000' },
      {
        agreement: successor?.id,
        version: 1,
        participant: taker.isil,
        predecessor: agreement.id,
        from: '2027-07-01',
        to: '2027-12-31',
        level: '3b',
        titles: 12,
      },
    ]);
    expect(agreement.endedBecause).toBe('Agreed between both');
    expect(successor).toBeInstanceOf(Agreement);
  });

  it('moves it as a whole when it has not begun', () => {
    const agreement = inForce();
    const { successor, facts } = agreement.handOver(taker, '2027-01-01', 'Agreed between both');
    expect(successor).toBeNull();
    expect(facts).toMatchObject([{ agreement: agreement.id, participant: taker.isil, from: '2027-01-01', version: 2 }]);
  });

  it('makes the same successor wherever it happens', () => {
    const [one, other] = [inForce(), inForce()].map((it) => it.handOver(taker, '2027-07-01', 'Agreed').successor?.id);
    expect(one).toBe(other);
  });

  it.each([
    ['without a reason', taker, '2027-07-01', ' ', 'agreement.reason-missing'],
    ['to who keeps it', { ...taker, isil: 'NL-0800010000' }, '2027-07-01', 'Agreed', 'agreement.kept-already'],
    ['to who does not take part then', taker, '2027-11-01', 'Agreed', 'participant.not-in-force'],
    [
      'after its end',
      { ...taker, period: { from: '2020-01-01', to: null } },
      '2028-01-01',
      'Agreed',
      'agreement.not-in-force',
    ],
  ])('is refused %s', (_what, to, on, reason, code) => {
    expect(() => inForce().handOver(to, on, reason)).toThrow(expect.objectContaining({ code }));
  });
});
