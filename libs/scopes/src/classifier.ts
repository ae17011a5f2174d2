import { type Crosswalk, translator } from './crosswalk.ts';
import type { Scope } from './scope.ts';
import { scopeMatcher, type ScopeMatcher } from './scope-matcher.ts';

/** How the titles that come into a profile by a crosswalk are numbered among the profiles: below zero. */
export interface Slices {
  /** The number of the titles that a rule brings into a profile; 0 stands for any rule, or any profile. */
  readonly numberOf: (slice: Slice) => number;
  /** What a number below zero stands for. */
  readonly sliceOf: (number: number) => Slice;
}

export interface Slice {
  readonly profile: number;
  readonly rule: number;
}

export function slicesOf(profiles: number): Slices {
  const width = profiles + 1;
  return {
    numberOf: ({ profile, rule }) => -(1 + rule * width + profile),
    sliceOf: (number) => ({ profile: (-number - 1) % width, rule: Math.floor((-number - 1) / width) }),
  };
}

/**
 * As a `ScopeMatcher` with crosswalks, and tells besides, as slices, which of the profiles a title is in by a crosswalk
 * alone, and by which rules. What is counted per number is thereby counted per slice.
 */
export function classifier(
  profiles: readonly { readonly scope: Scope }[],
  crosswalks: readonly Crosswalk[],
): ScopeMatcher {
  const own = scopeMatcher(profiles);
  if (crosswalks.length === 0) return own;
  const all = scopeMatcher(profiles, crosswalks);
  const translate = translator(crosswalks);
  const { numberOf } = slicesOf(profiles.length);
  return (title) => {
    const translated = translate(title.classifications);
    if (translated.length === 0) return own(title);
    const [before, now] = [own(title), all(title)];
    const brought = now.filter((profile) => profile > 0 && !before.includes(profile));
    if (brought.length === 0) return now;
    const slices = new Set([
      numberOf({ profile: 0, rule: 0 }),
      ...brought.map((profile) => numberOf({ profile, rule: 0 })),
      ...translated.flatMap(({ scheme, notation, rule }) =>
        own(Object.assign({}, title, { classifications: [{ scheme, notation }] }))
          .filter((profile) => brought.includes(profile))
          .map((profile) => numberOf({ profile, rule })),
      ),
    ]);
    return [...[...slices].toSorted((one, other) => one - other), ...now];
  };
}
