import { csvLine } from '#libs/kernel';
import { CsvPlaces, readSheet } from './csv-cells.ts';
import { cell } from './plan-writing.ts';
import { invalid } from './plan-text.ts';
import { eachOnce, type IdentifierMistake, listedTitle, type ListedTitle } from './reference-list.ts';

/** A row of which the identifier cannot be read, and that is left out. */
export interface UnreadTitle extends IdentifierMistake {
  readonly line: number;
  readonly identifier: string;
  readonly title: string | null;
}

const IDENTIFIER = ['identifier', 'isbn'] as const;
const TITLE = ['title', 'titel'] as const;

/**
 * Reads a reference list as CSV: `identifier` or `isbn`, and `title` or `titel` if it has that; other columns are passed
 * over. A row without an identifier that can be read is told and left out; a file without the column is refused.
 */
export function readListCsv(text: string): {
  readonly titles: readonly ListedTitle[];
  readonly leftOut: readonly UnreadTitle[];
} {
  const places = new CsvPlaces();
  const { head, rows } = readSheet(text, places, { columns: 'any', required: [] });
  const names = new Set(head.map((name) => name.trim().toLowerCase()));
  const column = IDENTIFIER.find((name) => names.has(name));
  if (places.mistakes.found.length === 0) {
    if (column === undefined) places.wrong(1, IDENTIFIER[0], 'column-missing');
    else if (rows.length === 0) places.wrong(1, null, 'list-titles-missing');
  }
  if (places.mistakes.found.length > 0) throw invalid('reference list', places.mistakes);
  const titles: ListedTitle[] = [];
  const leftOut: UnreadTitle[] = [];
  for (const { line, cells } of rows) {
    const identifier = cells[column ?? ''] ?? '';
    const title = TITLE.map((name) => cells[name]).find((it) => it !== undefined);
    const read = listedTitle(identifier, title ?? '');
    if ('rule' in read) leftOut.push({ line, identifier, title: title ?? null, ...read });
    else titles.push(read);
  }
  return { titles: eachOnce(titles), leftOut };
}

/** A title of a list with how many participants hold it; `null`: the network does not know it. */
export interface HeldTitle extends Pick<ListedTitle, 'identifier' | 'title'> {
  readonly holders: number | null;
}

/** A reference list as CSV, which `readListCsv` reads as the same one. */
export function listAsCsv(titles: readonly HeldTitle[]): string {
  const lines = titles.map(({ identifier, title, holders }) => csvLine([cell(identifier), cell(title), holders]));
  return `\uFEFF${csvLine(['identifier', 'title', 'holders'])}${lines.join('')}`;
}
