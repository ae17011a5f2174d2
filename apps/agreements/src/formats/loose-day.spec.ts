import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isIndefinite, lastDayOf, looseDay } from './loose-day.ts';

describe('a loose day', () => {
  it.each([
    ['20351231', '2035-12-31', '2035-12-31'],
    ['2035-12-31', '2035-12-31', '2035-12-31'],
    ['2035/12/31', '2035-12-31', '2035-12-31'],
    ['2035-12-31T00:00:00', '2035-12-31', '2035-12-31'],
    ['20351200', '2035-12-01', '2035-12-31'],
    ['20350000', '2035-01-01', '2035-12-31'],
    ['203506', '2035-06-01', '2035-06-30'],
    ['2035-02', '2035-02-01', '2035-02-28'],
    ['2035', '2035-01-01', '2035-12-31'],
    ['[2035?]', '2035-01-01', '2035-12-31'],
    ['c2035.', '2035-01-01', '2035-12-31'],
    ['ca. 2035', '2035-01-01', '2035-12-31'],
    ['2003, c2002.', '2003-01-01', '2003-12-31'],
    ['2003 [c2002]', '2003-01-01', '2003-12-31'],
    ['.2003', '2003-01-01', '2003-12-31'],
    ['2003-2005', '2003-01-01', '2005-12-31'],
    ['1998-99', '1998-01-01', '1999-12-31'],
    ['31-12-2035', '2035-12-31', '2035-12-31'],
    ['03/04/2035', '2035-04-03', '2035-04-03'],
    ['12/31/2035', '2035-12-31', '2035-12-31'],
    ['12-2035', '2035-12-01', '2035-12-31'],
    ['31 December 2035', '2035-12-31', '2035-12-31'],
    ['31 dec. 2035', '2035-12-31', '2035-12-31'],
    ['December 31, 2035', '2035-12-31', '2035-12-31'],
    ['June 30th, 2035', '2035-06-30', '2035-06-30'],
    ['Dec 2035', '2035-12-01', '2035-12-31'],
    ['1 mei 2035', '2035-05-01', '2035-05-01'],
    ['maart 2036', '2036-03-01', '2036-03-31'],
    ['until 2035', '2035-01-01', '2035-12-31'],
    ['Retain until: 31 Dec 2035', '2035-12-31', '2035-12-31'],
    ['t/m 31-12-2035', '2035-12-31', '2035-12-31'],
    ['tot en met 2035', '2035-01-01', '2035-12-31'],
  ])('%s begins on %s and ends on %s', (written, first, last) => {
    expect([looseDay(written, 'first'), looseDay(written, 'last')]).toEqual([first, last]);
  });

  it.each([
    '',
    '35',
    '2035-2034',
    '2035-13-01',
    '2035-02-30',
    '31 foo 2035',
    'soon',
    '20351331',
    '2035-12-31 or later',
  ])('%p is none', (written) => {
    expect([looseDay(written, 'first'), looseDay(written, 'last')]).toEqual([null, null]);
  });

  it('has no last one when it goes on', () => {
    expect([looseDay('2003-', 'first'), looseDay('2003-', 'last'), isIndefinite('2003-')]).toEqual([
      '2003-01-01',
      null,
      true,
    ]);
  });

  it('begins no later than it ends, and what is written out in full is that very day', () => {
    const dates = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        const written = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = written.split('-');
        for (const form of [written, written.replaceAll('-', ''), `${dayOfMonth}-${month}-${year}`]) {
          expect([looseDay(form, 'first'), looseDay(form, 'last')]).toEqual([written, written]);
        }
        for (const form of [year, `${year}${month}`, `${month}-${year}`]) {
          expect(looseDay(form, 'first')! <= written && written <= looseDay(form, 'last')!).toBe(true);
        }
      }),
    );
  });
});

describe('no end', () => {
  it.each([
    'indefinitely',
    'In perpetuity.',
    'for perpetuity',
    'permanent',
    'voor onbepaalde tijd',
    '99991231',
    'No end date',
  ])('is what %p says', (written) => {
    expect(isIndefinite(written)).toBe(true);
  });

  it.each(['2035', 'permafrost', ''])('is not what %p says', (written) => {
    expect(isIndefinite(written)).toBe(false);
  });
});

describe('a length of time', () => {
  it.each([
    ['25 years', '2010-07-01', '2035-06-30'],
    ['voor 10 jaar', '2020-02-29', '2030-02-28'],
    ['1 yr', '2020-01-01', '2020-12-31'],
  ])('%s from %s lasts until %s', (written, from, last) => {
    expect(lastDayOf(written, from)).toBe(last);
  });

  it('is none without a beginning or without a number', () => {
    expect([lastDayOf('25 years', null), lastDayOf('some years', '2020-01-01')]).toEqual([null, null]);
  });
});
