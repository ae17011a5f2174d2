import type { Classification } from '#libs/contracts';

/**
 * Terms that a title is found by beside its words. None can be mistaken for a word, which has no sign in it.
 */
export function materialTerm(material: string): string {
  return `m=${material}`;
}

export function languageTerm(language: string): string {
  return `l=${language}`;
}

/** The beginning of it is the term of everything whose notation begins so. */
export function notationTerm({ scheme, notation }: Pick<Classification, 'scheme' | 'notation'>): string {
  return `c=${scheme}=${notation.trim().toLowerCase()}`;
}

/** A term as PostgreSQL reads it in the text form of `tsvector` and `tsquery`. */
export function quoted(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
