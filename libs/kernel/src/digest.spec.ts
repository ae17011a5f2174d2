import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimal, type Digest, difference, eighteenDigits, sixtyBitsOf, sixtyFourBitsOf } from './digest.ts';

const anyText = fc.string({ unit: 'binary' });
/** Far ends of what the parts hold, and anything between them. */
const part = (bits: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 2 ** bits - 1 });
const anyDigest = fc.record({ high: part(24), middle: part(20), low: part(20) });

function whole({ high, middle, low }: Digest): bigint {
  return (BigInt(high) << 40n) | (BigInt(middle) << 20n) | BigInt(low);
}

function firstBits(text: string, bits: bigint): bigint {
  return createHash('md5').update(text).digest().readBigUInt64BE(0) >> (64n - bits);
}

it('has the first bits of an MD5, of a text as of its bytes', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(whole(sixtyBitsOf(text))).toBe(firstBits(text, 60n));
      expect(whole(sixtyFourBitsOf(text))).toBe(firstBits(text, 64n));
      expect(sixtyBitsOf(new TextEncoder().encode(text))).toEqual(sixtyBitsOf(text));
    }),
  );
});

it('is written as the number that it is', () => {
  fc.assert(
    fc.property(anyDigest, anyDigest, (one, other) => {
      expect(decimal(one)).toBe(whole(one).toString());
      expect(eighteenDigits(one)).toBe((whole(one) % 10n ** 18n).toString().padStart(18, '0'));
      expect(whole(difference(one, other))).toBe(whole(one) ^ whole(other));
    }),
    { numRuns: 500 },
  );
});

it.each(['0', '999999999', '1000000000', '999999999999999999', '1000000000000000000', '18446744073709551615'])(
  'is written as %s where the digits turn over',
  (written) => {
    const number = BigInt(written);
    const digest = {
      high: Number(number >> 40n),
      middle: Number((number >> 20n) & 0xfffffn),
      low: Number(number & 0xfffffn),
    };
    expect(decimal(digest)).toBe(written);
    expect(eighteenDigits(digest)).toBe(written.slice(-18).padStart(18, '0'));
  },
);
