import type { Scheme } from '#libs/contracts';
import { coverageOf, type Crosswalk, hasParts, isIn, ledParts, type SchemeCoverage, type Stretch } from '#libs/scopes';
import { overlapsOf, type Scoped, type ScopeOverlap } from './scope-overlap.ts';

/** What crosswalks bring of a scheme into profiles that do not name it, and what even they do not. */
export interface TranslatedScheme extends SchemeCoverage {
  readonly scheme: Scheme;
}

/** How the scopes of a plan lie to each other: where they overlap, and which parts of its classification nobody claims. */
export interface ScopeReport {
  readonly overlaps: readonly ScopeOverlap[];
  /** The classification that most profiles name; `null` when they name none whose parts are known. */
  readonly scheme: Scheme | null;
  /** Its parts that nobody claims, by a crosswalk neither. */
  readonly uncovered: readonly Stretch[];
  /** Each classification whose parts are known that crosswalks lead from. */
  readonly translated: readonly TranslatedScheme[];
}

/**
 * Says where the scopes of profiles overlap, and what they leave uncovered. A title may have notations of several
 * schemes, or several of one; that alone makes no two profiles overlap. What crosswalks lead one notation to does.
 */
export function scopeReport(profiles: readonly Scoped[], crosswalks: readonly Crosswalk[]): ScopeReport {
  const scheme = mostUsed(profiles);
  const ranges = profiles.flatMap(({ scope }) => scope.classification);
  const led = ledParts(crosswalks);
  const arriving = led.filter(({ to }) => ranges.some((range) => to.some((it) => isIn(range, it))));
  const coverage = (of: Scheme): SchemeCoverage =>
    coverageOf(
      of,
      ranges,
      arriving.map(({ part }) => part),
    );
  const translated = schemesIn(crosswalks.map(({ from }) => from)).toSorted();
  return {
    overlaps: overlapsOf(profiles, led),
    scheme,
    uncovered: scheme === null ? [] : coverage(scheme).uncovered,
    translated: translated.map((of) => Object.assign({ scheme: of }, coverage(of))),
  };
}

function mostUsed(profiles: readonly Scoped[]): Scheme | null {
  const uses = new Map<Scheme, number>();
  for (const { scope } of profiles) {
    for (const scheme of schemesIn(scope.classification.map((range) => range.scheme)))
      uses.set(scheme, (uses.get(scheme) ?? 0) + 1);
  }
  return [...uses].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** Those whose parts are known, each once. */
function schemesIn(schemes: readonly Scheme[]): Scheme[] {
  return [...new Set(schemes)].filter(hasParts);
}
