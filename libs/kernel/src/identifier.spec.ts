import { describe, expect, it } from '@jest/globals';
import { keyOfIdentifier } from './identifier.ts';

describe('the identifier of a named title', () => {
  it.each(['9789021434049', '978-90-214-3404-9', ' ISBN 978 90 214 3404 9 (pbk.) '])('may be %j', (written) => {
    expect(keyOfIdentifier(written)).toBe('1000009789021434049');
  });

  it('gives a ten-digit ISBN the key of its thirteen digits', () => {
    expect(keyOfIdentifier('0-306-40615-2')).toBe(keyOfIdentifier('9780306406157'));
  });

  it.each(['ppn:12345678X', 'PPN: 12345678x'])('reads the PPN %j', (written) => {
    expect(keyOfIdentifier(written)).toBe(keyOfIdentifier('ppn:12345678X'));
    expect(keyOfIdentifier(written)).toMatch(/^2/);
  });

  it.each(['ocn:123456789', 'OCN: 0123456789'])('reads the OCN %j', (written) => {
    expect(keyOfIdentifier(written)).toBe(keyOfIdentifier('ocn:123456789'));
    expect(keyOfIdentifier(written)).toMatch(/^3/);
  });

  it.each([
    ['9789021434048', 'the last checks the others'],
    ['123456789', 'ppn:123456789'],
    ['9.78902E+12', 'spreadsheet'],
    ['ppn:abc', 'is not a PPN'],
    ['ocn:12X', 'is not an OCN'],
    ['', 'is not a valid ISBN'],
  ])('refuses %j and says why', (written, why) => {
    expect(() => keyOfIdentifier(written)).toThrow(why);
  });
});
