import type { LocalisedName } from '#libs/contracts';
import { isLossyNumber, keyOfIdentifier, Refusal, type TitleKey } from '#libs/kernel';
import { mistake, type Mistake } from './plan-mistakes.ts';

/** What levels are measured against where that is no list: the titles that the network has in the profile. */
export const NETWORK = 'network';

/** A title on a reference list, by an identifier that `keyOfIdentifier` reads. */
export interface ListedTitle {
  readonly identifier: string;
  /** What it is called, for people. */
  readonly title: string | null;
  readonly key: TitleKey;
}

/** Titles that a collection is held against, whatever profiles they are in. A title is on it once. */
export interface ReferenceList {
  readonly code: string;
  readonly name: LocalisedName;
  readonly titles: readonly ListedTitle[];
}

export type IdentifierMistake = Mistake<'identifier-malformed' | 'identifier-lossy'>;

/** A title as it is written, or what is wrong with its identifier. */
export function listedTitle(written: string, called: string): ListedTitle | IdentifierMistake {
  const identifier = written.trim();
  const title = called.replaceAll(/\s+/g, ' ').trim();
  const key = keyIn(identifier);
  if (key === null)
    return mistake(isLossyNumber(identifier) ? 'identifier-lossy' : 'identifier-malformed', { written });
  return { identifier, title: title === '' ? null : title, key };
}

/** A semicolon ends an identifier where lists are written. */
function keyIn(identifier: string): TitleKey | null {
  if (identifier.includes(';')) return null;
  try {
    return keyOfIdentifier(identifier);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return null;
  }
}

/** The first of those that mean the same title. */
export function eachOnce(titles: readonly ListedTitle[]): ListedTitle[] {
  const known = new Map<TitleKey, ListedTitle>();
  for (const it of titles) if (!known.has(it.key)) known.set(it.key, it);
  return [...known.values()];
}

/** Lists are counted as profiles are, under numbers below those of the statutory categories. */
const FIRST_NUMBER = -2_100_000_000;

export function numberOfList(place: number): number {
  return FIRST_NUMBER - place;
}

/** The number of the list that a profile of a plan is measured against; `null` where it is none. */
export function listNumberOf(
  { referenceLists }: { readonly referenceLists: readonly ReferenceList[] },
  profile: { readonly measuredAgainst: string | null } | undefined,
): number | null {
  const place = referenceLists.findIndex(({ code }) => code === profile?.measuredAgainst);
  return place === -1 ? null : numberOfList(place);
}

/** The numbers of the lists that titles are on, by key. */
export function numbersByKey(lists: readonly ReferenceList[]): ReadonlyMap<TitleKey, readonly number[]> {
  const numbers = new Map<TitleKey, number[]>();
  for (const [place, { titles }] of lists.entries()) {
    for (const { key } of titles) {
      const others = numbers.get(key);
      if (others === undefined) numbers.set(key, [numberOfList(place)]);
      else others.push(numberOfList(place));
    }
  }
  return numbers;
}
