import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  descriptionKey,
  identifierIn,
  isbnKey,
  ismnKey,
  isIdentifierKey,
  issnKey,
  ocnKey,
  ppnKey,
  recordKey,
} from './title-key.ts';

const LARGEST_BIGINT = 9_223_372_036_854_775_807n;

describe('title keys', () => {
  it('fit in a bigint, and compare as text as they do as numbers', () => {
    const key = fc.oneof(
      fc.stringMatching(/^97[89]\d{10}$/).map((it) => isbnKey(it)),
      fc.stringMatching(/^\d{8,10}[\dX]$/).map((it) => ppnKey(it)),
      fc.stringMatching(/^\d{1,12}$/).map((it) => ocnKey(it)),
      fc.string().map((it) => descriptionKey(it)),
      fc.string().map((it) => recordKey('source', it)),
    );
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(one).toMatch(/^[1-8]\d{18}$/);
        expect(BigInt(one)).toBeLessThanOrEqual(LARGEST_BIGINT);
        expect(one < other).toBe(BigInt(one) < BigInt(other));
      }),
    );
  });

  it('of two PPNs differ unless the PPNs do not', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{5,9}[\dX]$/), fc.stringMatching(/^[1-9]\d{5,9}[\dX]$/), (one, other) => {
        expect(ppnKey(one) === ppnKey(other)).toBe(one === other);
      }),
    );
    expect(ppnKey('12345X')).not.toBe(ppnKey('11234510'));
    expect(ppnKey('012345x')).toBe(ppnKey('12345X'));
  });

  it('tell the parts of a work apart, and print from electronic', () => {
    const keys = [{}, { part: '1' }, { part: '2' }, { electronic: true }, { part: '1', electronic: true }];
    expect(new Set(keys.map((variant) => isbnKey('9789021434049', variant))).size).toBe(5);
    expect(isbnKey('9789021434049', { part: '' })).toBe(isbnKey('9789021434049'));
  });

  it('rank identifiers before descriptions and records', () => {
    expect(
      [
        isbnKey('9789021434049'),
        ppnKey('1'),
        ocnKey('1'),
        issnKey('0378-5955'),
        isbnKey('9789021434049', { part: '2' }),
      ].every(isIdentifierKey),
    ).toBe(true);
    expect([descriptionKey('x'), recordKey('a', 'b')].some(isIdentifierKey)).toBe(false);
  });

  it('tell the identifier that they stand for, when they stand for one', () => {
    const keys = [isbnKey('9780306406157'), ppnKey('01234567X'), ocnKey('00424242'), issnKey('0000-006X')];
    expect(keys.map((it) => identifierIn(it))).toEqual([
      { kind: 'isbn', value: '9780306406157' },
      { kind: 'ppn', value: '01234567X' },
      { kind: 'ocn', value: '424242' },
      { kind: 'issn', value: '0000-006X' },
    ]);
    expect(identifierIn(ismnKey('9790006522408'))).toEqual({ kind: 'ismn', value: '9790006522408' });
    expect(identifierIn(isbnKey('9780306406157', { electronic: true }))).toBeNull();
    expect(identifierIn(recordKey('source', '1'))).toBeNull();
  });
});
