import type { Classification, LocalisedName, Scheme } from '#libs/contracts';
import { type ClassificationRange, firstOf, isIn, type LedPart, type Scope, sharedNotation } from '#libs/scopes';
import type { Profile } from './collection-plan.ts';

export type Scoped = Pick<Profile, 'code' | 'name' | 'scope'>;

/** What a title is like that two profiles both claim; what is `null` may be anything. */
export interface ClaimedTitle {
  readonly scheme: Scheme | null;
  readonly notation: string | null;
  readonly material: string | null;
  readonly language: string | null;
  readonly audience: string | null;
}

interface Named {
  readonly code: string;
  readonly name: LocalisedName;
}

/** Two profiles that claim the same titles. */
export interface ScopeOverlap {
  readonly one: Named;
  readonly other: Named;
  readonly example: ClaimedTitle;
  /** What crosswalks make of the notation of the example; empty when the profiles claim it by its own. */
  readonly translated: readonly Classification[];
}

/** Each pair of profiles that overlaps, once, in the order of the plan; by crosswalks only where not by their own schemes. */
export function overlapsOf(profiles: readonly Scoped[], led: readonly LedPart[]): ScopeOverlap[] {
  const claims = profiles.map(({ scope }) => claimsOn(led, scope.classification));
  return profiles.flatMap((one, place) =>
    profiles.slice(place + 1).flatMap((other, further) => {
      const own = overlapOf(one, other);
      return own.length > 0 ? own : overlapByTranslation(one, other, [claims[place]!, claims[place + 1 + further]!]);
    }),
  );
}

function overlapOf(one: Scoped, other: Scoped): ScopeOverlap[] {
  const facets = commonFacets(one.scope, other.scope);
  const subject = commonSubject(one.scope.classification, other.scope.classification);
  if (facets === null || subject === undefined) return [];
  return [{ ...named(one, other), example: { ...subject, ...facets }, translated: [] }];
}

function named(one: Scoped, other: Scoped): Pick<ScopeOverlap, 'one' | 'other'> {
  return { one: { code: one.code, name: one.name }, other: { code: other.code, name: other.name } };
}

function commonFacets(one: Scope, other: Scope): Omit<ClaimedTitle, keyof Subject> | null {
  const material = common(one.material, other.material);
  const language = common(one.language, other.language);
  const audience = common(one.audience, other.audience);
  if (material === undefined || language === undefined || audience === undefined) return null;
  return { material, language, audience };
}

/** A value that both take: `null` when they take any, `undefined` when there is none. */
function common<Value>(one: readonly Value[], other: readonly Value[]): Value | null | undefined {
  if (one.length === 0) return other[0] ?? null;
  return other.length === 0 ? one[0] : one.find((value) => other.includes(value));
}

type Subject = Pick<ClaimedTitle, 'scheme' | 'notation'>;

function commonSubject(
  one: readonly ClassificationRange[],
  other: readonly ClassificationRange[],
): Subject | undefined {
  const [only] = one.length === 0 ? other : other.length === 0 ? one : [];
  if (only !== undefined) return { scheme: only.scheme, notation: firstOf(only) };
  if (one.length === 0) return { scheme: null, notation: null };
  for (const range of one) {
    for (const candidate of other) {
      const notation = sharedNotation(range, candidate);
      if (notation !== null) return { scheme: range.scheme, notation };
    }
  }
  return undefined;
}

/** How a profile claims titles of a part that crosswalks lead from: with a notation of its own, or by what they are led to. */
interface Claim {
  readonly at: LedPart;
  readonly own: string | null;
  readonly to: readonly Classification[];
}

function claimsOn(led: readonly LedPart[], ranges: readonly ClassificationRange[]): Map<LedPart, Claim> {
  const claims = led.map((at): Claim => {
    const own = ranges.map((range) => sharedNotation(range, at.part)).find((notation) => notation !== null) ?? null;
    return { at, own, to: at.to.filter((it) => ranges.some((range) => isIn(range, it))) };
  });
  return new Map(claims.filter(({ own, to }) => own !== null || to.length > 0).map((claim) => [claim.at, claim]));
}

function overlapByTranslation(
  one: Scoped,
  other: Scoped,
  [claims, others]: readonly [ReadonlyMap<LedPart, Claim>, ReadonlyMap<LedPart, Claim>],
): ScopeOverlap[] {
  const facets = commonFacets(one.scope, other.scope);
  if (facets === null) return [];
  for (const [at, mine] of claims) {
    const theirs = others.get(at);
    const notation = theirs === undefined ? null : claimedNotation(mine, theirs);
    if (theirs === undefined || notation === null) continue;
    const translated = at.to.filter((it) => mine.to.includes(it) || theirs.to.includes(it));
    return [{ ...named(one, other), example: { scheme: at.part.scheme, notation, ...facets }, translated }];
  }
  return [];
}

/** A notation by which both claim a title, at least one of them by translation. */
function claimedNotation(one: Claim, other: Claim): string | null {
  if (one.to.length > 0) return other.to.length > 0 ? firstOf(one.at.part) : other.own;
  return other.to.length > 0 ? one.own : null;
}
