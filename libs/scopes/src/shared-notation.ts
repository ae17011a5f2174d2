import type { Classification, Scheme } from '#libs/contracts';
import { boundKey, notationKey } from './notation.ts';
import type { ClassificationRange } from './scope.ts';

/** Digits before the point of a whole notation; other schemes have none that every notation has. */
const WHOLE: Partial<Record<Scheme, number>> = { nbc: 2, nur: 3, ddc: 3, siso: 3 };

/** A notation that two ranges both have in them, or nothing when there is none. Ranges of two schemes share none. */
export function sharedNotation(one: ClassificationRange, other: ClassificationRange): string | null {
  if (one.scheme !== other.scheme) return null;
  // A range is an unbroken stretch of the order of its scheme: if two meet, they do where the later begins.
  const later = [one, other].map(firstOf).toSorted().at(-1) ?? '';
  return has(one, later) && has(other, later) ? later : null;
}

/** Whether a range has this notation in it. */
export function isIn(range: ClassificationRange, { scheme, notation }: Classification): boolean {
  return sharedNotation(range, { scheme, notation }) !== null;
}

/** The first notation of a range. */
export function firstOf(range: ClassificationRange): string {
  if ('notation' in range) return notationKey(range.scheme, range.notation);
  const low = boundKey(range.scheme, 'prefix' in range ? range.prefix : range.from);
  return low.includes('.') ? low : low.padEnd(WHOLE[range.scheme] ?? 0, '0');
}

function has(range: ClassificationRange, key: string): boolean {
  if ('prefix' in range) return key.startsWith(boundKey(range.scheme, range.prefix));
  if ('notation' in range) return key === notationKey(range.scheme, range.notation);
  const to = boundKey(range.scheme, range.to);
  return key >= boundKey(range.scheme, range.from) && (key <= to || key.startsWith(to));
}
