import type { TitleId } from '#libs/kernel';
import { withoutArticle, wordsIn } from './search-words.ts';

/** What a title is ranked by; its text was made searchable. */
export interface Candidate {
  readonly id: TitleId;
  readonly title: string;
  readonly contributor: string;
  readonly year: number | null;
}

/** A title's place in the answer, smaller is better; as text, so that a page can say where the next one begins. */
export type Place = readonly [rank: number, id: TitleId];

/**
 * Best first: titles that have the words as they were typed; those that are called so, or begin so; the shorter title,
 * since less of it was not asked for; the newer one. The id decides at last, so that the order is always the same.
 */
export function placeIn(sought: { readonly phrase: string; readonly words: readonly string[] }, it: Candidate): Place {
  const own = new Set([...wordsIn(it.title), ...wordsIn(it.contributor), String(it.year)]);
  const mistyped = sought.words.filter((word) => !own.has(word)).length;
  const title = withoutArticle(it.title);
  const phrase = withoutArticle(sought.phrase);
  const likeness = title === phrase ? 0 : `${title} `.startsWith(`${phrase} `) ? 1 : 2;
  const length = Math.min(title.split(' ').length, 99);
  const age = 3000 - (it.year ?? 0);
  return [((mistyped * 3 + likeness) * 100 + length) * 10_000 + age, it.id];
}

export function comparePlaces([rank, id]: Place, [otherRank, otherId]: Place): number {
  return rank - otherRank || (id < otherId ? -1 : id > otherId ? 1 : 0);
}
