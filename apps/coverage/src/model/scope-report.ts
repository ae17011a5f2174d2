import type { LocalisedName, Scheme } from '#libs/contracts';
import {
  type ClassificationRange,
  firstOf,
  hasParts,
  type Scope,
  sharedNotation,
  type Stretch,
  uncovered,
} from '#libs/scopes';
import type { Profile } from './collection-plan.ts';

type Scoped = Pick<Profile, 'code' | 'name' | 'scope'>;

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
}

/** How the scopes of a plan lie to each other: where they overlap, and which parts of its classification nobody claims. */
export interface ScopeReport {
  readonly overlaps: readonly ScopeOverlap[];
  /** The classification that most profiles name; `null` when they name none whose parts are known. */
  readonly scheme: Scheme | null;
  readonly uncovered: readonly Stretch[];
}

/**
 * Says where the scopes of profiles overlap, and what they leave uncovered. A title may have notations of several
 * schemes, or several of one; that alone makes no two profiles overlap.
 */
export function scopeReport(profiles: readonly Scoped[]): ScopeReport {
  const scheme = mostUsed(profiles);
  const ranges = profiles.flatMap(({ scope }) => scope.classification);
  return {
    overlaps: profiles.flatMap((one, place) => profiles.slice(place + 1).flatMap((other) => overlapOf(one, other))),
    scheme,
    uncovered: scheme === null ? [] : uncovered(scheme, ranges),
  };
}

function overlapOf(one: Scoped, other: Scoped): ScopeOverlap[] {
  const example = claimedByBoth(one.scope, other.scope);
  if (example === null) return [];
  const named = ({ code, name }: Scoped): Named => ({ code, name });
  return [{ one: named(one), other: named(other), example }];
}

function claimedByBoth(one: Scope, other: Scope): ClaimedTitle | null {
  const material = common(one.material, other.material);
  const language = common(one.language, other.language);
  const audience = common(one.audience, other.audience);
  const subject = commonSubject(one.classification, other.classification);
  if (material === undefined || language === undefined || audience === undefined || subject === undefined) return null;
  return { ...subject, material, language, audience };
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

function mostUsed(profiles: readonly Scoped[]): Scheme | null {
  const uses = new Map<Scheme, number>();
  for (const { scope } of profiles) {
    for (const scheme of new Set(scope.classification.map((range) => range.scheme))) {
      if (hasParts(scheme)) uses.set(scheme, (uses.get(scheme) ?? 0) + 1);
    }
  }
  return [...uses].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}
