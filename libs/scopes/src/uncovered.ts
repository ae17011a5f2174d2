import type { Scheme } from '#libs/contracts';
import { boundKey } from './notation.ts';
import type { ClassificationRange } from './scope.ts';
import { sharedNotation } from './shared-notation.ts';

/** A stretch of a classification: everything under `from`, up to and including everything under `to`. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

const DIGITS = '0123456789';

/** The main classes of schemes that divide by digits. The Nederlandse Basisclassificatie has 48, not every number. */
const MAIN: Partial<Record<Scheme, readonly string[]>> = {
  nbc: (
    '01 02 05 06 08 10 11 15 17 18 20 21 24 30 31 33 35 38 39 42 43 44 46 48 ' +
    '49 50 51 52 53 54 55 56 57 58 70 71 73 74 76 77 79 80 81 83 85 86 88 89'
  ).split(' '),
  nur: Array.from('123456789'),
  ddc: Array.from(DIGITS),
  siso: Array.from(DIGITS),
};

/** The main class that a notation is under; an empty text where none are known, and nothing where the scheme has no such class. */
export function mainClassOf(scheme: Scheme, key: string): string | null {
  const main = MAIN[scheme];
  return main === undefined ? '' : (main.find((it) => key.startsWith(it)) ?? null);
}

/** Whether the parts of a scheme are known, so that it can be said which are not covered. */
export function hasParts(scheme: Scheme): boolean {
  return MAIN[scheme] !== undefined;
}

/**
 * The parts of a scheme that no range has anything of, from the main classes down to the depth that the ranges
 * themselves go to. Neighbours are told as one stretch.
 */
export function uncovered(scheme: Scheme, ranges: readonly ClassificationRange[]): Stretch[] {
  const within = ranges.filter((range) => range.scheme === scheme);
  const depth = Math.max(...within.flatMap(boundsOf).map((bound) => boundKey(scheme, bound).length), 1);
  const stretches: Stretch[] = [];
  const look = (parts: readonly string[]): void => {
    let open: { from: string; to: string } | null = null;
    for (const part of parts) {
      const all = { scheme, prefix: part };
      const some = within.filter((range) => sharedNotation(range, all) !== null);
      if (some.length === 0) {
        if (open === null) stretches.push((open = { from: part, to: part }));
        else open.to = part;
        continue;
      }
      open = null;
      if (part.length < depth && !some.some((range) => hasAll(range, part))) look(partsOf(scheme, part));
    }
  };
  look(MAIN[scheme] ?? []);
  return stretches;
}

function partsOf(scheme: Scheme, part: string): string[] {
  const point = part.length === (scheme === 'nbc' ? 2 : 3) && scheme !== 'nur' ? '.' : '';
  return Array.from(DIGITS, (digit) => part + point + digit);
}

function hasAll(range: ClassificationRange, part: string): boolean {
  if ('notation' in range) return false;
  if ('prefix' in range) return part.startsWith(boundKey(range.scheme, range.prefix));
  const [from, to] = [boundKey(range.scheme, range.from), boundKey(range.scheme, range.to)];
  return part >= from && (part.startsWith(to) || (part < to && !to.startsWith(part)));
}

function boundsOf(range: ClassificationRange): string[] {
  if ('prefix' in range) return [range.prefix];
  return 'notation' in range ? [range.notation] : [range.from, range.to];
}
