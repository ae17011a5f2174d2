import { isbnKey, issnKey, ocnKey, ppnKey } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { soughtKeys } from './sought-identifier.ts';

describe('what is typed to search', () => {
  it.each([
    ['9780306406157', isbnKey('9780306406157')],
    ['978-0-306-40615-7', isbnKey('9780306406157')],
    [' 0-306-40615-2 ', isbnKey('9780306406157')],
    ['ISBN 978 0 306 40615 7', isbnKey('9780306406157')],
    ['0317-8471', issnKey('03178471')],
    ['ppn:123456789', ppnKey('123456789')],
    ['PPN 12345678x', ppnKey('12345678X')],
    ['ocn: 424242', ocnKey('424242')],
  ])('is an identifier: %s', (typed, key) => {
    expect(soughtKeys(typed)?.[0]).toBe(key);
  });

  it('means the electronic manifestation as well', () => {
    expect(soughtKeys('9780306406157')).toEqual([
      isbnKey('9780306406157'),
      isbnKey('9780306406157', { electronic: true }),
    ]);
  });

  it.each([
    '1984',
    '123456789',
    '9780306406158',
    'ppn',
    'ppn:',
    'issn and isbn',
    'Catch 22',
    '9780306406157 sneeuw',
    '',
    '%',
  ])('is words: %s', (typed) => {
    expect(soughtKeys(typed)).toBeNull();
  });
});
