import { isbn, isbnKey, ismnKey, issnKey, ocnKey, ppnKey, type TitleKey, type Variant } from '#libs/kernel';
import { ismn, issn, ocn, ppn } from './identifiers.ts';

type Reads = readonly [read: (text: string) => string | null, key: (value: string, variant: Variant) => TitleKey];

const KINDS = {
  isbn: [isbn, isbnKey],
  ismn: [ismn, ismnKey],
  issn: [issn, issnKey],
  ppn: [ppn, ppnKey],
  ocn: [ocn, ocnKey],
} as const satisfies Record<string, Reads>;

/** What is no ISBN, ISMN or ISSN can be a PPN, an OCN or a year: of those the kind must be said. */
const UNMISTAKABLE = ['isbn', 'ismn', 'issn'] as const;
const NAMED = /^\s*(isbn|ismn|issn|ppn|ocn)\s*:?\s*(.*)$/is;
const NUMBER = /^[\d\s\u2010-\u2015mx-]*$/i;

/**
 * The keys of what was typed when it is an identifier: of the title itself and of its electronic manifestation. `null`
 * when it is none, and so words.
 */
export function soughtKeys(typed: string): TitleKey[] | null {
  const [, named, number] = NAMED.exec(typed) ?? [];
  const kinds = named === undefined ? UNMISTAKABLE : [named.toLowerCase() as keyof typeof KINDS];
  const written = number ?? typed;
  if (named === undefined && !NUMBER.test(written)) return null;
  const keys = kinds.flatMap((kind) => {
    const [read, key] = KINDS[kind];
    const value = read(written);
    return value === null ? [] : [key(value, {}), key(value, { electronic: true })];
  });
  return keys.length > 0 ? keys : null;
}
