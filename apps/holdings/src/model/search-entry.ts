import type { CopyRow, TitleId } from '#libs/kernel';
import type { Description } from './description.ts';
import { languageTerm, materialTerm, notationTerm, quoted } from './search-terms.ts';
import { searched, wordsIn } from './search-words.ts';

/** The columns of a search entry, in the order of `entryRow`. */
export const ENTRY_COLUMNS = ['title_id', 'title', 'contributor', 'year', 'words'] as const;

/** A title as it is searched: what ranks it, and everything that it is found by. */
export interface SearchEntry {
  readonly row: CopyRow;
  /** What a mistyped word may have been meant to be. */
  readonly words: readonly string[];
}

/** The entry of a title; `part` is which part of a work it is, if it is one. */
export function entryOf(id: TitleId, described: Description, part: string | null): SearchEntry {
  const { material, language, classifications, year = null } = described;
  const title = searched(described.title);
  const contributor = searched(described.contributor ?? '');
  const words = wordsIn(`${title} ${contributor} ${searched(part ?? '')}`);
  const terms = [
    ...words,
    ...(year === null ? [] : [String(year)]),
    materialTerm(material),
    languageTerm(language),
    ...classifications.map(notationTerm),
  ];
  return { row: [id, title, contributor, year, terms.map(quoted).join(' ')], words };
}
