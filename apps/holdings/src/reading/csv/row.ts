import { createHash } from 'node:crypto';
import type { Classification, Scheme } from '#libs/contracts';
import { isbn, isLossyNumber } from '#libs/kernel';
import { ismn, issn, ocn, ppn, yearOf } from '../identifiers.ts';
import { languageOf } from '../language.ts';
import type { Identifiers, Item, LocalRecord } from '../../model/local-record.ts';
import { countsOf } from '../counts.ts';
import type { Rejection } from '../found.ts';
import { formIn } from '../literary-form.ts';
import { nonFilingOf } from '../non-filing.ts';
import { stateOf, type Statuses } from '../state.ts';
import { audienceOf, formOf, materialOf } from './coded.ts';
import type { Column, Columns } from './columns.ts';
import { COPY_COLUMNS } from './copy-lines.ts';

const READ: Record<keyof Identifiers, (text: string) => string | null> = {
  isbn: isbnLike,
  ppn: zeroed,
  ocn,
  issn,
  ismn,
};
const SCHEMES: readonly Scheme[] = ['nbc', 'siso', 'nur', 'ddc'];

/** Makes sense of one line, or tells why it cannot. */
export function recordOf(values: readonly string[], columns: Columns, statuses: Statuses): LocalRecord | Rejection {
  const all = (column: Column): string[] =>
    (columns.get(column) ?? []).map((position) => values[position]?.trim() ?? '').filter(Boolean);
  const one = (column: Column): string => all(column)[0] ?? '';
  const orNull = (column: Column): string | null => one(column) || null;

  const lossy = (['isbn', 'ppn', 'ocn', 'ismn'] as const).find((column) => all(column).some(isLossyNumber));
  if (lossy !== undefined) return lossyNumber(lossy, all(lossy).find(isLossyNumber) ?? '');
  const written = writtenCounts(one('copies'), one('extant'), one('onOrder'));
  if ('code' in written) return written;
  const unmatched: string[] = [];
  const identifiers = identifiersOf(all, unmatched);
  const title = one('title');
  const numbered = Object.values(identifiers).some((it) => it.length > 0);
  if (title === '' && !numbered) return nothingToMatch(unmatched);
  const material = materialOf(one('material'));
  const language = languageOf(one('language'));
  const classifications = classificationsOf(all);
  const counted = one('extant') !== '' || one('onOrder') !== '';
  const items = itemsOf(written, counted || one('status') === '' ? null : stateOf(one('status'), statuses), {
    id: orNull('copyId'),
    branch: orNull('branch'),
    shelfMark: orNull('shelfMark'),
    condition: orNull('condition'),
  });
  return {
    localId: one('localId') || identifiers.isbn[0] || identifiers.ppn[0] || contentNumber(values),
    identifiers,
    unmatched,
    title,
    nonFiling: nonFilingOf(title, language),
    contributor: orNull('contributor'),
    year: yearOf(one('year')),
    publisher: orNull('publisher'),
    edition: orNull('edition'),
    part: orNull('part'),
    material,
    electronic: material === 'e-book',
    language,
    audience: audienceOf(one('audience')),
    form: formIn(formOf(one('form')), classifications),
    classifications,
    ...countsOf(items),
    ...(COPY_COLUMNS.some((it) => columns.has(it)) && { items }),
    ...(columns.has('holder') && { holders: all('holder').map((name) => [name]) }),
    warnings: unmatched.map((wrong) => `'${wrong}' fails its check digit: kept, not matched on`),
  };
}

/** The copies of a line: they are all in one place, and in the state that its status says where that is told. */
function itemsOf(
  { copies, extant, onOrder }: ReturnType<typeof countsOf>,
  told: Item['state'] | null,
  where: Pick<Item, 'id' | 'branch' | 'shelfMark' | 'condition'>,
): Item[] {
  const counts: Partial<Record<Item['state'], number>> =
    told === null ? { extant, missing: copies - extant, 'on-order': onOrder } : { [told]: copies };
  return (['extant', 'missing', 'on-order', 'withdrawn'] as const).flatMap((state) => {
    const these = counts[state] ?? 0;
    return these > 0 ? [{ count: these, holder: null, state, ...where }] : [];
  });
}

function identifiersOf(all: (column: Column) => string[], unmatched: string[]): Identifiers {
  const found: Identifiers = { isbn: [], ppn: [], ocn: [], issn: [], ismn: [] };
  for (const kind of Object.keys(READ) as (keyof Identifiers)[]) {
    for (const written of all(kind).flatMap((value) => value.split(/[;|,]|\s{2,}/))) {
      if (written.trim() === '') continue;
      const value = READ[kind](written);
      if (value === null) unmatched.push(written.trim().slice(0, 100));
      else if (!found[kind].includes(value)) found[kind].push(value);
    }
  }
  return found;
}

/** A spreadsheet takes the leading zero off an ISBN-10; the check digit tells whether it did. */
function isbnLike(text: string): string | null {
  const written = text.trim().replace(/\.0$/, '');
  return isbn(written) ?? (/^\d{8}[\dXx]$/.test(written) ? isbn(`0${written}`) : null);
}

function zeroed(text: string): string | null {
  return ppn(text) ?? (/^\d{5,8}[\dXx]$/.test(text.trim()) ? ppn(text.trim().padStart(9, '0')) : null);
}

function writtenCounts(copies: string, extant: string, onOrder: string): ReturnType<typeof countsOf> | Rejection {
  const ordered = count(onOrder, 0);
  const owned = count(copies, count(extant, ordered !== null && ordered > 0 ? 0 : 1) ?? 1);
  const there = count(extant, owned ?? 0);
  for (const [name, value, written] of [
    ['copies', owned, copies],
    ['extant', there, extant],
    ['on order', ordered, onOrder],
  ] as const) {
    if (value === null) {
      return {
        code: 'csv.count',
        message: `'${written.slice(0, 40)}' is no number of ${name}`,
        hint: 'Write a whole number from 0 to 99999, without other signs.',
      };
    }
  }
  if ((there ?? 0) > (owned ?? 0)) {
    return {
      code: 'csv.count',
      message: `${there} copies are said to be there of ${owned} owned`,
      hint: 'Copies counts every copy owned; those that are there cannot be more.',
    };
  }
  return { copies: owned ?? 0, extant: there ?? 0, onOrder: ordered ?? 0 };
}

function count(text: string, absent: number | null): number | null {
  if (text === '') return absent;
  return /^\d{1,5}(?:[.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : null;
}

function classificationsOf(all: (column: Column) => string[]): Classification[] {
  const found: Classification[] = [];
  for (const scheme of SCHEMES) {
    for (const notation of all(scheme as Column)
      .flatMap((value) => value.split(/[;|]/))
      .map((it) => it.trim())) {
      if (notation !== '' && !found.some((it) => it.scheme === scheme && it.notation === notation)) {
        found.push({ scheme, notation });
      }
    }
  }
  return found;
}

export function lossyNumber(column: string, written: string): Rejection {
  return {
    code: 'csv.lossy-number',
    message: `${column} '${written}' was rounded by a spreadsheet: its last digits are gone for good`,
    hint: `In the spreadsheet, give the ${column} column the format Text (or Number without decimals) before the numbers are put in, put them in again from the library system, and save as CSV.`,
  };
}

export function nothingToMatch(unmatched: readonly string[]): Rejection {
  return {
    code: 'record.nothing-to-match',
    message:
      unmatched.length === 0
        ? 'The line has neither a title nor an identifier'
        : `The line has no title, and its identifier '${unmatched[0]}' fails its check digit`,
    hint: 'Add a title or a valid identifier and deliver the line again.',
  };
}

function contentNumber(values: readonly string[]): string {
  return `#${createHash('sha256').update(values.join('\u001f')).digest('hex').slice(0, 24)}`;
}
