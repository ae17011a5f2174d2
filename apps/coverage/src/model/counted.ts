import type { LiteraryForm } from '#libs/contracts';
import type { TitleKey } from '#libs/kernel';
import type { Facets } from '#libs/scopes';
import { numbersByKey, type ReferenceList } from './reference-list.ts';
import { numberOfCategory, statutoryCategory } from './statutory-category.ts';

/** What of a description decides in what it counts: profiles look at its facets, the categories at its form as well. */
export type Counted = Facets & { readonly form: LiteraryForm | null };

/** Gives the numbers under which titles count. */
export interface Counting {
  /** By what a title is: its statutory category, then its profiles and slices. */
  readonly byDescription: (title: Counted) => readonly number[];
  /** By what it is known by: the reference lists that it is on, after all others. */
  readonly byKeys: (keys: readonly TitleKey[]) => readonly number[];
  /** The numbers of lists, by the key of each title on them. */
  readonly listed: ReadonlyMap<TitleKey, readonly number[]>;
}

const NONE: readonly number[] = [];

export function countedUnder(
  profilesOf: (title: Facets) => readonly number[],
  lists: readonly ReferenceList[] = [],
): Counting {
  const listed = numbersByKey(lists);
  return {
    listed,
    byDescription: (title) => [
      numberOfCategory(statutoryCategory(title.material, title.audience, title.form)),
      ...profilesOf(title),
    ],
    byKeys: (keys) => {
      if (listed.size === 0) return NONE;
      const numbers = new Set(keys.flatMap((key) => listed.get(key) ?? NONE));
      return numbers.size < 2 ? [...numbers] : [...numbers].toSorted((one, other) => other - one);
    },
  };
}
