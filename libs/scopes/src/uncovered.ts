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

/** How the parts of a scheme are covered. */
export interface SchemeCoverage {
  /** Parts that no range has anything of, but that a translated one has whole. */
  readonly translated: readonly Stretch[];
  /** Parts that none of both has anything of. */
  readonly uncovered: readonly Stretch[];
}

/**
 * The parts of a scheme that ranges leave to translated ones, and those that both leave uncovered, from the main classes
 * down to the depth that they themselves go to. Neighbours are told as one stretch.
 */
export function coverageOf(
  scheme: Scheme,
  ranges: readonly ClassificationRange[],
  translated: readonly ClassificationRange[] = [],
): SchemeCoverage {
  const own = ranges.filter((range) => range.scheme === scheme);
  const led = translated.filter((range) => range.scheme === scheme);
  const depth = Math.max(...[...own, ...led].flatMap(boundsOf).map((bound) => boundKey(scheme, bound).length), 1);
  const told: Record<Told, Stretch[]> = { translated: [], uncovered: [] };
  const look = (parts: readonly string[]): void => {
    let open: { from: string; to: string } | null = null;
    let before: Fate | null = null;
    for (const part of parts) {
      const fate = fateOf({ scheme, part }, own, led);
      if (fate === 'divided' && part.length < depth) look(partsOf(scheme, part));
      if (fate === 'translated' || fate === 'uncovered') {
        if (open === null || fate !== before) told[fate].push((open = { from: part, to: part }));
        else open.to = part;
      }
      before = fate;
    }
  };
  look(MAIN[scheme] ?? []);
  return told;
}

type Told = keyof SchemeCoverage;
type Fate = Told | 'covered' | 'divided';

/** A part that ranges have something of and not all is divided: what becomes of it is told of its own parts. */
function fateOf(
  { scheme, part }: { readonly scheme: Scheme; readonly part: string },
  own: readonly ClassificationRange[],
  led: readonly ClassificationRange[],
): Fate {
  const [some, other] = [own, led].map((ranges) =>
    ranges.filter((range) => sharedNotation(range, { scheme, prefix: part }) !== null),
  ) as [ClassificationRange[], ClassificationRange[]];
  if (some.some((range) => hasAll(range, part))) return 'covered';
  if (some.length > 0) return 'divided';
  if (other.length === 0) return 'uncovered';
  return other.some((range) => hasAll(range, part)) ? 'translated' : 'divided';
}

/** The parts that a part of a scheme that divides by digits is divided into. */
export function partsOf(scheme: Scheme, part: string): string[] {
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
