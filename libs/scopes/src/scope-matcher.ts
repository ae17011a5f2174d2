import type { Scheme } from '#libs/contracts';
import { type Crosswalk, translator } from './crosswalk.ts';
import { boundKey, notationKey } from './notation.ts';
import { type ClassificationRange, type Facets, type Scope, UNCLASSIFIED } from './scope.ts';

/** Gives the numbers of the profiles that a title belongs to, ascending; only `UNCLASSIFIED` when no profile covers it. */
export type ScopeMatcher = (title: Facets) => readonly number[];

type Mask = Uint32Array;

const REMEMBERED = 100_000;
const NOWHERE: readonly number[] = [UNCLASSIFIED];

/**
 * Compiles the scopes of a plan. A notation's profiles are looked up once and remembered, as are those of a combination
 * of material, language and audience; a title is then a few `or`s and an `and` over bits. A title belongs besides to the
 * profiles that a crosswalk leads to from its notations, in schemes that it has none of its own in.
 */
export function scopeMatcher(
  profiles: readonly { readonly scope: Scope }[],
  crosswalks: readonly Crosswalk[] = [],
): ScopeMatcher {
  const translate = crosswalks.length === 0 ? null : translator(crosswalks);
  const words = Math.ceil(profiles.length / 32);
  const scopes = profiles.map(({ scope }) => scope);
  const anyClass = maskOf(scopes, words, (scope) => scope.classification.length === 0);
  const bySubject = remembered((scheme, notation) =>
    maskOf(scopes, words, (scope) => scope.classification.some((range) => covers(range, scheme, notation))),
  );
  const byFacets = new Map<string, Mask>();

  return ({ material, language, audience, classifications }) => {
    const facets = `${material}\u001f${language}\u001f${audience}`;
    let allowed = byFacets.get(facets);
    if (allowed === undefined) {
      allowed = maskOf(scopes, words, (scope) => admits(scope, material, language, audience));
      if (byFacets.size >= REMEMBERED) byFacets.clear();
      byFacets.set(facets, allowed);
    }
    const subjects = classifications.map(({ scheme, notation }) => bySubject(scheme, notation));
    if (translate !== null) {
      for (const { scheme, notation } of translate(classifications)) subjects.push(bySubject(scheme, notation));
    }
    return numbers(words, allowed, anyClass, subjects);
  };
}

function numbers(words: number, allowed: Mask, anyClass: Mask, subjects: readonly Mask[]): readonly number[] {
  const found: number[] = [];
  for (let word = 0; word < words; word++) {
    let bits = anyClass[word]!;
    for (const subject of subjects) bits |= subject[word]!;
    bits &= allowed[word]!;
    while (bits !== 0) {
      const lowest = 31 - Math.clz32(bits & -bits);
      found.push(word * 32 + lowest + 1);
      bits &= bits - 1;
    }
  }
  return found.length === 0 ? NOWHERE : found;
}

function admits(scope: Scope, material: string, language: string, audience: string): boolean {
  return anyOrOne(scope.material, material) && anyOrOne(scope.language, language) && anyOrOne(scope.audience, audience);
}

function anyOrOne(wanted: readonly string[], given: string): boolean {
  return wanted.length === 0 || wanted.includes(given);
}

function covers(range: ClassificationRange, scheme: Scheme, notation: string): boolean {
  if (range.scheme !== scheme) return false;
  const key = notationKey(scheme, notation);
  if ('prefix' in range) return key.startsWith(boundKey(scheme, range.prefix));
  if ('notation' in range) return key === notationKey(scheme, range.notation);
  const to = boundKey(scheme, range.to);
  return key >= boundKey(scheme, range.from) && (key <= to || key.startsWith(to));
}

function maskOf(scopes: readonly Scope[], words: number, holds: (scope: Scope) => boolean): Mask {
  const mask = new Uint32Array(words);
  scopes.forEach((scope, place) => {
    if (holds(scope)) mask[place >> 5]! |= 1 << (place & 31);
  });
  return mask;
}

function remembered(find: (scheme: Scheme, notation: string) => Mask): (scheme: Scheme, notation: string) => Mask {
  const known = new Map<Scheme, Map<string, Mask>>();
  return (scheme, notation) => {
    let inScheme = known.get(scheme);
    if (inScheme === undefined) known.set(scheme, (inScheme = new Map<string, Mask>()));
    let mask = inScheme.get(notation);
    if (mask === undefined) {
      mask = find(scheme, notation);
      if (inScheme.size >= REMEMBERED) inScheme.clear();
      inScheme.set(notation, mask);
    }
    return mask;
  };
}
