import type { Classification } from '#libs/contracts';
import { Refusal, type TitleKey, keyOfIdentifier } from '#libs/kernel';

/** What a list tells of the kind of a title; it counts where the network knows nothing of the title. */
export interface ListedFacets {
  readonly material: string;
  readonly language: string;
  readonly audience: string;
  readonly classifications: readonly Classification[];
}

/** A title on a list that somebody brought: a wish, an order, what a supplier offers. */
export interface ListedTitle {
  /** Its place on the list, from 1: a line of a text, a row of a sheet, a product of an ONIX message. */
  readonly line: number;
  /** As it was written. */
  readonly identifier: string;
  readonly title: string | null;
  readonly facets: ListedFacets | null;
}

/** A place on a list at which no title could be read. */
export interface Unreadable {
  readonly line: number;
  readonly identifier: string;
  readonly code: string;
  readonly message: string;
}

export interface ReadList {
  readonly titles: readonly (ListedTitle & { readonly key: TitleKey })[];
  readonly unreadable: readonly Unreadable[];
}

/** Titles that one check is about at most. */
export const MOST_LISTED = 5_000;

/** Reads the identifiers of a list: what cannot be read is told with its place, and nothing else is lost for it. */
export function readList(list: readonly ListedTitle[]): ReadList {
  const titles: ReadList['titles'][number][] = [];
  const unreadable: Unreadable[] = [];
  for (const listed of list) {
    const { line, identifier } = listed;
    try {
      titles.push(Object.assign({}, listed, { key: keyOfIdentifier(identifier) }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      unreadable.push({ line, identifier: identifier.slice(0, 100), code: error.code, message: error.message });
    }
  }
  return { titles, unreadable };
}
