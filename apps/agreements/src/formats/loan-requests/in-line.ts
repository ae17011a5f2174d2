import { type Day, isil, type Isil, Refusal, keyOfIdentifier } from '#libs/kernel';
import {
  LOAN_OUTCOMES,
  LOAN_SCOPES,
  loanRequest,
  type LoanOutcome,
  type LoanRequest,
  type LoanScope,
} from '../../model/loan-request.ts';
import { looseDay } from '../loose-day.ts';
import type { LoanColumn, LoanColumns } from './columns.ts';

/** What systems write for a scope and for an outcome, besides our own words. */
const SCOPES: Readonly<Record<string, LoanScope>> = {
  organisatie: 'organisation',
  'eigen organisatie': 'organisation',
  provincie: 'province',
  provinciaal: 'province',
  landelijk: 'national',
  nationaal: 'national',
};
const OUTCOMES: Readonly<Record<string, LoanOutcome>> = {
  vervuld: 'filled',
  geleverd: 'filled',
  'niet vervuld': 'unfilled',
  onvervuld: 'unfilled',
  'niet geleverd': 'unfilled',
};

/** Who tells of requests, and when. */
export interface LoanTelling {
  /** Whose requests these are where a line does not say; `null`: every line must. */
  readonly participant: Isil | null;
  readonly today: Day;
}

/** Reads the request on a line; refuses one that has a mistake, with the column and what to do. */
export function requestOnLine(
  values: readonly string[],
  columns: LoanColumns,
  { participant, today }: LoanTelling,
): LoanRequest {
  const cell = (column: LoanColumn): string => values[columns.get(column) ?? -1]?.trim() ?? '';
  const told = {
    participant: requesterIn(cell('participant'), participant),
    about: subjectIn(cell),
    on: dayIn(cell('day')),
    scope: oneOf(LOAN_SCOPES, SCOPES, cell('scope'), 'scope'),
    outcome: oneOf(LOAN_OUTCOMES, OUTCOMES, cell('outcome'), 'outcome'),
    count: countIn(cell('count')),
  };
  return loanRequest(told, cell('number') || null, today);
}

function requesterIn(written: string, otherwise: Isil | null): Isil {
  if (written !== '') return isil(written.toUpperCase());
  if (otherwise !== null) return otherwise;
  throw new Refusal(
    'loan-request.participant-missing',
    'Fill in the ISIL of who asked for it (participant), or say for the whole file whose requests these are',
  );
}

function subjectIn(cell: (column: LoanColumn) => string): LoanRequest['about'] {
  const ppn = cell('ppn');
  const identifier = cell('identifier') || (ppn === '' ? '' : `ppn:${ppn.replace(/^ppn:\s*/i, '')}`);
  const profile = cell('profile');
  if ((identifier === '') !== (profile === '')) {
    return identifier === '' ? { profile } : { key: keyOfIdentifier(identifier) };
  }
  throw new Refusal(
    'loan-request.subject-malformed',
    'Fill in either a title (isbn or ppn) or a profile: a request is for one of them',
  );
}

/** A day in one of the ways that spreadsheets write it; a month or a year is none. */
function dayIn(written: string): Day {
  const isWhole = /^\d{8}$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(written);
  const day = isWhole ? looseDay(written.slice(0, 10), 'first') : null;
  if (day !== null) return day;
  throw new Refusal(
    'loan-request.day-unreadable',
    `No day can be read in '${written.slice(0, 60)}' (day); write it as YYYY-MM-DD`,
  );
}

function oneOf<T extends string>(
  ours: readonly T[],
  others: Readonly<Record<string, T>>,
  written: string,
  column: 'scope' | 'outcome',
): T {
  const plain = written.toLowerCase().replaceAll(/[\s_-]+/g, ' ');
  const found = ours.find((it) => it === plain) ?? (Object.hasOwn(others, plain) ? others[plain] : undefined);
  if (found !== undefined) return found;
  throw new Refusal(
    column === 'scope' ? 'loan-request.scope-malformed' : 'loan-request.outcome-malformed',
    `'${written.slice(0, 60)}' is no ${column}; write ${ours.join(', ')}`,
  );
}

function countIn(written: string): number {
  if (written === '') return 1;
  return /^\d{1,9}$/.test(written) ? Number(written) : Number.NaN;
}
