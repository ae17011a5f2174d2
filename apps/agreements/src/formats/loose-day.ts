import { addDays, type Day, day, Refusal } from '#libs/kernel';

/** Which day an imprecise date stands for: `2035` is its first as a beginning, and its last as an end. */
export type Edge = 'first' | 'last';

const MONTHS = ['jan', 'feb', 'mar|maa|mrt', 'apr', 'may|mei', 'jun', 'jul', 'aug', 'sep', 'oct|okt', 'nov', 'dec'];
const INDEFINITE =
  /^(?:indefinite(?:ly)?|perpetual(?:ly)?|(?:in|for) perpetuity|permanent(?:ly|e)?|for ?ever|unlimited|ongoing|no (?:end|expiry|expiration)(?: date)?|(?:voor )?onbepaalde? (?:tijd|duur)|onbepaald|altijd|voorgoed|9999.*)$/;
/** A year that begins something without an end: `2003-`. */
const OPEN = /^c?\d{4} ?-$/;
const BEFORE =
  /^(?:retain(?:ed)?|keep|expir(?:es|y|ation)(?: date)?|exp|until|till|through|thru|to|by|end of|eind(?:e)?|tot en met|t\/m|tot|since|from|vanaf|sinds|circa|ca|c|on|op)[\s.:]+/;

/** Whether a date in words says that there is no end. */
export function isIndefinite(written: string): boolean {
  const text = tidied(written);
  return INDEFINITE.test(text) || OPEN.test(text);
}

/**
 * Reads a day in the forms that catalogues have it in: `20351231`, `2035-12`, `[2035?]`, `31-12-2035`, `12/31/2035`,
 * `31 dec. 2035`, `until December 2035`, and of years side by side: `2003-2005`, `1998-99`, `2003-` (which has no last
 * day), `2003, c2002` (published, copyright). Of `03/04/2035` the first number is the day, as is usual here. Gives `null`
 * when it is none of these; what is no day of the calendar is none.
 */
export function looseDay(written: string, edge: Edge): Day | null {
  const text = tidied(written);
  const parts = inYears(text, edge) ?? inDigits(text) ?? inNumbers(text) ?? inWords(text);
  return parts === null ? null : dayAt(parts, edge);
}

/** Reads a length of time from a day on: `25 years`, `voor 10 jaar`. Gives its last day, or `null`. */
export function lastDayOf(written: string, from: Day | null): Day | null {
  const years = /^(?:for |voor )?(\d{1,3}) ?(?:years?|yrs?|jaar|jaren)$/.exec(tidied(written))?.[1];
  if (years === undefined || from === null) return null;
  const year = Number(from.slice(0, 4)) + Number(years);
  const anniversary = calendarDay(`${String(year).padStart(4, '0')}${from.slice(4)}`) ?? `${year}-03-01`;
  return addDays(anniversary, -1);
}

interface Parts {
  readonly year: string;
  /** 0 when it is not told. */
  readonly month: number;
  readonly day: number;
}

function tidied(written: string): string {
  let text = written
    .toLowerCase()
    .replaceAll(/[[\]()<>?]/g, '')
    .trim()
    .replace(/[\s.,;:]+$/, '');
  for (let before = BEFORE.exec(text); before !== null; before = BEFORE.exec(text)) text = text.slice(before[0].length);
  return text.replace(/^c(?=\d{4}$)/, '');
}

/** Years side by side: from one to another, or that of publication with that of copyright, of which the first counts. */
function inYears(text: string, edge: Edge): Parts | null {
  const published = /^\.?c?(\d{4})(?:,? c?\d{4})?$/.exec(text)?.[1];
  if (published !== undefined) return { year: published, month: 0, day: 0 };
  const [, from, to = ''] = /^c?(\d{4}) ?- ?c?(\d{4}|\d{2})?$/.exec(text) ?? [];
  if (from === undefined) return null;
  if (to === '') return edge === 'first' ? { year: from, month: 0, day: 0 } : null;
  // `1998-12` is a month, `1998-99` two years.
  if (to.length === 2 && Number(to) <= 12) return null;
  const last = from.slice(0, 4 - to.length) + to;
  if (last < from) return null;
  return { year: edge === 'first' ? from : last, month: 0, day: 0 };
}

/** `2035`, `203512`, `20351231`, with zeros for what is not known. */
function inDigits(text: string): Parts | null {
  const [, year, month = '0', dayOfMonth = '0'] = /^(\d{4})(\d{2})?(\d{2})?$/.exec(text) ?? [];
  return year === undefined ? null : { year, month: Number(month), day: Number(dayOfMonth) };
}

function inNumbers(text: string): Parts | null {
  const [, year, month, dayOfMonth = '0'] = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:t.*)?$/.exec(text) ?? [];
  if (year !== undefined) return { year, month: Number(month), day: Number(dayOfMonth) };
  const [, one, other, after] = /^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  if (after === undefined) return null;
  const first = Number(one ?? 0);
  const second = Number(other);
  return second > 12 ? { year: after, month: first, day: second } : { year: after, month: second, day: first };
}

function inWords(text: string): Parts | null {
  const [, dayFirst, word, dayLast, year] =
    /^(?:(\d{1,2})(?:st|nd|rd|th|e)?[\s-]+)?([a-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?,)?[\s,-]+(\d{4})$/.exec(
      text,
    ) ?? [];
  if (year === undefined || word === undefined) return null;
  const month = MONTHS.findIndex((beginning) => new RegExp(`^(?:${beginning})`).test(word)) + 1;
  return month === 0 ? null : { year, month, day: Number(dayFirst ?? dayLast ?? 0) };
}

function dayAt({ year, month, day: dayOfMonth }: Parts, edge: Edge): Day | null {
  if (month === 0) return calendarDay(edge === 'first' ? `${year}-01-01` : `${year}-12-31`);
  if (dayOfMonth > 0) return calendarDay(`${year}-${two(month)}-${two(dayOfMonth)}`);
  if (edge === 'first') return calendarDay(`${year}-${two(month)}-01`);
  const next = month === 12 ? `${String(Number(year) + 1).padStart(4, '0')}-01-01` : `${year}-${two(month + 1)}-01`;
  const following = calendarDay(next);
  return following === null ? null : addDays(following, -1);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function calendarDay(text: string): Day | null {
  try {
    return day(text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
