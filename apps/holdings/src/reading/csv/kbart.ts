import { createHash } from 'node:crypto';
import { isbn, isLossyNumber } from '#libs/kernel';
import type { Identifiers, LocalRecord } from '../../model/local-record.ts';
import type { Rejection } from '../found.ts';
import { issn, yearOf } from '../identifiers.ts';
import { nonFilingOf } from '../non-filing.ts';
import { lossyNumber, nothingToMatch } from './row.ts';

/**
 * The columns of KBART (NISO RP-9-2014) that are read, by the names that the recommendation fixes. Vendors add columns
 * and leave out others.
 */
const NAMES = [
  'publication_title',
  'print_identifier',
  'online_identifier',
  'date_first_issue_online',
  'first_author',
  'title_id',
  'publisher_name',
  'publication_type',
  'date_monograph_published_print',
  'date_monograph_published_online',
  'monograph_volume',
  'monograph_edition',
  'first_editor',
] as const;

export type KbartColumns = ReadonlyMap<(typeof NAMES)[number], number>;

/** Where the columns are; `null` when it is not KBART: a title and at least one identifier belong to it. */
export function kbartColumnsIn(header: readonly string[]): KbartColumns | null {
  const plain = header.map((name) => name.trim().toLowerCase());
  const columns = new Map(NAMES.flatMap((name) => (plain.includes(name) ? [[name, plain.indexOf(name)]] : [])));
  const identified = columns.has('print_identifier') || columns.has('online_identifier');
  return columns.has('publication_title') && identified ? columns : null;
}

/** How many values a line has at least: up to the identifiers. Vendors leave off the empty ones at its end. */
export function kbartLeast(columns: KbartColumns): number {
  const needed = ['publication_title', 'print_identifier', 'online_identifier'] as const;
  return Math.max(...needed.map((name) => columns.get(name) ?? 0)) + 1;
}

/** Makes sense of one line, or tells why it cannot. */
export function kbartRecordOf(values: readonly string[], columns: KbartColumns): LocalRecord | Rejection {
  const one = (name: (typeof NAMES)[number]): string => values[columns.get(name) ?? -1]?.trim() ?? '';
  for (const column of ['print_identifier', 'online_identifier'] as const) {
    if (isLossyNumber(one(column))) return lossyNumber(column, one(column));
  }
  const title = one('publication_title');
  const serial = /^(?:serial|journal)/i.test(one('publication_type'));
  const unmatched: string[] = [];
  const identifiers = identifiersOf([one('online_identifier'), one('print_identifier')], unmatched);
  const numbered = [...identifiers.isbn, ...identifiers.issn];
  if (title === '' && numbered.length === 0) return nothingToMatch(unmatched);
  return {
    localId: one('title_id') || numbered[0] || contentNumber(values),
    identifiers,
    unmatched,
    title,
    nonFiling: nonFilingOf(title),
    contributor: one('first_author') || one('first_editor') || null,
    year:
      yearOf(one('date_monograph_published_online')) ??
      yearOf(one('date_monograph_published_print')) ??
      yearOf(one('date_first_issue_online')),
    publisher: one('publisher_name') || null,
    edition: number(one('monograph_edition')),
    part: number(one('monograph_volume')),
    material: serial || identifiers.issn.length > 0 ? 'serial' : 'e-book',
    electronic: true,
    language: 'und',
    audience: 'unknown',
    form: null,
    classifications: [],
    copies: 1,
    extant: 1,
    onOrder: 0,
    warnings: unmatched.map((wrong) => `'${wrong}' fails its check digit: kept, not matched on`),
  };
}

/** The online identifier names this manifestation; that of the print only stands in where there is no other. */
function identifiersOf(written: readonly string[], unmatched: string[]): Identifiers {
  const found: Identifiers = { isbn: [], ppn: [], ocn: [], issn: [], ismn: [] };
  for (const text of written) {
    if (text === '') continue;
    const [asIsbn, asIssn] = [isbn(text), issn(text)];
    if (asIsbn === null && asIssn === null) unmatched.push(text.slice(0, 100));
    else if (found.isbn.length + found.issn.length > 0) break;
    else if (asIsbn !== null) found.isbn.push(asIsbn);
    else if (asIssn !== null) found.issn.push(asIssn);
  }
  return found;
}

/** Vendors write 0 where there is no volume or edition. */
function number(text: string): string | null {
  return text === '' || /^0+$/.test(text) ? null : text;
}

function contentNumber(values: readonly string[]): string {
  return `#${createHash('sha256').update(values.join('\u001f')).digest('hex').slice(0, 24)}`;
}
