import { describe, expect, it } from '@jest/globals';
import { isDay, readDay, writeDay } from '../src/ui/day-text.ts';

describe('a day that somebody typed', () => {
  it.each(['31-12-2027', '31/12/2027', '31.12.2027', '31 12 2027', '31122027', ' 31-12-2027 ', '2027-12-31'])(
    'is understood from a Dutch reader: %s',
    (text) => {
      expect(readDay(text, 'nl')).toBe('2027-12-31');
    },
  );

  it.each(['2027-12-31', '2027/12/31', '20271231'])('is understood from an English reader: %s', (text) => {
    expect(readDay(text, 'en')).toBe('2027-12-31');
  });

  it.each([
    ['3-4-2027', '2027-04-03'],
    ['20102027', '2027-10-20'],
    ['29-2-2028', '2028-02-29'],
  ])('puts the day first in Dutch: %s', (text, day) => {
    expect(readDay(text, 'nl')).toBe(day);
  });

  it('is not guessed at in English, where the month may come first', () => {
    expect(readDay('03-04-2027', 'en')).toBeUndefined();
  });

  it.each(['', '31-12-27', '31-2-2027', '29-2-2027', '13', 'morgen', '31-12-20277', '0-1-2027'])(
    'is no day: %s',
    (text) => {
      expect(readDay(text, 'nl')).toBeUndefined();
    },
  );

  it('is written as it is read, and what is no day is left alone', () => {
    expect(writeDay('2027-04-03', 'nl')).toBe('03-04-2027');
    expect(writeDay('2027-04-03', 'en')).toBe('2027-04-03');
    expect(writeDay('31-2', 'nl')).toBe('31-2');
    expect([isDay('2027-04-03'), isDay('03-04-2027'), isDay('2027-02-30'), isDay('')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
