import { hash } from 'node:crypto';

/**
 * The first bits of an MD5, which is only used to tell texts apart: 20 in each of the lower two parts, the others in the
 * highest. A number of JavaScript has 53 at most, and BigInt takes many times as long.
 */
export interface Digest {
  readonly high: number;
  readonly middle: number;
  readonly low: number;
}

/** The first sixty bits. */
export function sixtyBitsOf(content: string | Uint8Array): Digest {
  const md5 = hash('md5', content, 'binary');
  const at = (byte: number): number => md5.charCodeAt(byte);
  return {
    high: (at(0) << 12) | (at(1) << 4) | (at(2) >> 4),
    middle: ((at(2) & 15) << 16) | (at(3) << 8) | at(4),
    low: (at(5) << 12) | (at(6) << 4) | (at(7) >> 4),
  };
}

/** The first sixty-four bits. */
export function sixtyFourBitsOf(content: string): Digest {
  const md5 = hash('md5', content, 'binary');
  const at = (byte: number): number => md5.charCodeAt(byte);
  return {
    high: (at(0) << 16) | (at(1) << 8) | at(2),
    middle: (at(3) << 12) | (at(4) << 4) | (at(5) >> 4),
    low: ((at(5) & 15) << 16) | (at(6) << 8) | at(7),
  };
}

/** The bits in which two digests differ. */
export function difference(one: Digest, other: Digest): Digest {
  return { high: one.high ^ other.high, middle: one.middle ^ other.middle, low: one.low ^ other.low };
}

/** As a decimal number. */
export function decimal(digest: Digest): string {
  const [billions, rest] = divided(digest);
  return billions === 0 ? String(rest) : `${billions}${nineDigits(rest)}`;
}

/** The last eighteen digits of it. */
export function eighteenDigits(digest: Digest): string {
  const [billions, rest] = divided(digest);
  return nineDigits(billions % BILLION) + nineDigits(rest);
}

const BILLION = 1_000_000_000;
const PART = 2 ** 20;

/** Long division by a thousand million; no step is of more than 50 bits. */
function divided({ high, middle, low }: Digest): [quotient: number, rest: number] {
  const upper = high * PART + middle;
  const above = Math.floor(upper / BILLION);
  const lower = (upper - above * BILLION) * PART + low;
  const below = Math.floor(lower / BILLION);
  return [above * PART + below, lower - below * BILLION];
}

function nineDigits(number: number): string {
  return String(BILLION + number).slice(1);
}
