import type { Book, Copies } from './books.ts';

/** The columns of a holdings list as a library exports it from a spreadsheet. */
export const CSV_COLUMNS = [
  'id',
  'isbn',
  'title',
  'author',
  'publisher',
  'year',
  'edition',
  'language',
  'material',
  'nbc',
  'ddc',
  'copies',
] as const;

export function csvHeader(): string {
  return `${CSV_COLUMNS.join(',')}\n`;
}

/** A book and what a library has of it as a line of CSV. */
export function bookAsCsv(book: Book, held: Copies): string {
  return csvLine([
    held.localId,
    book.isbn ?? '',
    book.subtitle === null ? book.title : `${book.title} : ${book.subtitle}`,
    book.author,
    book.publisher,
    String(book.year),
    `${book.edition}e druk`,
    book.language,
    'book',
    book.nbc ?? '',
    book.ddc ?? '',
    String(held.copies),
  ]);
}

/** One line of CSV (RFC 4180, but ended by a line feed alone). */
export function csvLine(values: readonly string[]): string {
  return `${values.map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')}\n`;
}
