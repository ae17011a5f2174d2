import type { Classification, Scheme } from '#libs/contracts';
import type { ListedFacets, ListedTitle } from '../../model/listed-title.ts';
import { audienceOfNur } from './nur.ts';

/** A line of a spreadsheet, by the number that it shows. */
export interface ListRow {
  readonly number: number;
  readonly values: readonly string[];
}

/** The names under which columns are known, in small letters without spaces and signs. */
const NAMES = {
  identifier: ['isbn', 'isbn13', 'isbn10', 'ean', 'ean13', 'eanisbn', 'isbnean', 'gtin', 'identifier', 'identificatie'],
  ppn: ['ppn', 'ppnnummer'],
  title: ['titel', 'title', 'hoofdtitel'],
  nur: ['nur', 'nurcode'],
  siso: ['siso', 'sisocode'],
  nbc: ['nbc', 'nbccode'],
  ddc: ['ddc', 'dewey'],
  language: ['taal', 'taalcode', 'language', 'languagecode'],
} as const;
type Column = keyof typeof NAMES;
const SCHEMES = ['nur', 'siso', 'nbc', 'ddc'] as const satisfies readonly (Scheme & Column)[];

export type ListColumns = ReadonlyMap<Column, number>;

/** Where the columns of a list of titles are; `null` when the row does not name one that tells which title it is. */
export function columnsNamed(row: readonly string[]): ListColumns | null {
  const plain = row.map((name) =>
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, ''),
  );
  const found = new Map<Column, number>();
  for (const column of Object.keys(NAMES) as Column[]) {
    const at = plain.findIndex((name) => (NAMES[column] as readonly string[]).includes(name));
    if (at >= 0) found.set(column, at);
  }
  return found.has('identifier') || found.has('ppn') ? found : null;
}

/** The title on a row; nothing on one without an identifier. */
export function titleOnRow({ number, values }: ListRow, columns: ListColumns): ListedTitle | null {
  const cell = (column: Column): string => values[columns.get(column) ?? -1]?.trim() ?? '';
  const ppn = cell('ppn');
  const identifier = cell('identifier') || (ppn === '' ? '' : `ppn:${ppn.replace(/^ppn:\s*/i, '')}`);
  if (identifier === '') return null;
  return { line: number, identifier, title: cell('title') || null, facets: facetsOn(cell) };
}

function facetsOn(cell: (column: Column) => string): ListedFacets | null {
  const classifications = SCHEMES.flatMap((scheme): Classification[] =>
    cell(scheme) === '' ? [] : [{ scheme, notation: cell(scheme) }],
  );
  if (classifications.length === 0) return null;
  const written = cell('language').toLowerCase();
  const language = /^[a-z]{3}$/.test(written) ? written : (LANGUAGES[written] ?? 'und');
  return { material: 'book', language, audience: audienceOfNur(cell('nur')), classifications };
}

/** As Dutch lists write them, in the codes of ISO 639-2/B. */
const LANGUAGES: Readonly<Record<string, string>> = {
  nl: 'dut',
  nederlands: 'dut',
  dutch: 'dut',
  en: 'eng',
  engels: 'eng',
  english: 'eng',
  fr: 'fre',
  frans: 'fre',
  de: 'ger',
  duits: 'ger',
  fy: 'fry',
  fries: 'fry',
};
