import { Refusal } from '#libs/kernel';

/** The columns of a file of loan requests, with the names that they are known by, in small letters without signs. */
const NAMES = {
  number: ['id', 'requestid', 'number', 'aanvraagnummer', 'aanvraagid', 'nummer', 'kenmerk'],
  identifier: ['isbn', 'isbn13', 'isbn10', 'ean', 'eanisbn', 'isbnean', 'identifier', 'identificatie', 'titelnummer'],
  ppn: ['ppn', 'ppnnummer'],
  profile: ['profile', 'profiel'],
  day: ['day', 'date', 'dag', 'datum', 'aanvraagdatum'],
  scope: ['scope', 'bereik', 'niveau'],
  outcome: ['outcome', 'uitkomst', 'resultaat'],
  participant: ['participant', 'deelnemer', 'aanvrager', 'isil', 'bibliotheek'],
  count: ['count', 'aantal', 'aanvragen'],
} as const;
export type LoanColumn = keyof typeof NAMES;
export type LoanColumns = ReadonlyMap<LoanColumn, number>;

/** Any one of these says what was asked for. */
const SUBJECTS = ['identifier', 'ppn', 'profile'] as const satisfies readonly LoanColumn[];
const NEEDED = ['day', 'scope', 'outcome'] as const satisfies readonly LoanColumn[];

/** Where the columns are; refuses a first line that does not name what every request has. */
export function columnsNamed(names: readonly string[]): LoanColumns {
  const plain = names.map((name) =>
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, ''),
  );
  const columns = new Map<LoanColumn, number>();
  for (const column of Object.keys(NAMES) as LoanColumn[]) {
    const at = plain.findIndex((name) => (NAMES[column] as readonly string[]).includes(name));
    if (at >= 0) columns.set(column, at);
  }
  const missing: string[] = NEEDED.filter((column) => !columns.has(column));
  if (!SUBJECTS.some((column) => columns.has(column))) missing.unshift('isbn');
  if (missing.length === 0) return columns;
  throw new Refusal(
    'loan-request.columns-missing',
    `The first line must name the columns; missing are ${missing.join(', ')}. It has ${names.join(', ').slice(0, 200)}`,
    [],
    { missing: missing.join(', ') },
  );
}
