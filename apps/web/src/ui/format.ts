import { useTranslation } from 'react-i18next';
import type { Localised } from '../api/coverage.ts';

/** How numbers, days and names are written in a language. */
export interface Format {
  number(value: number): string;
  share(value: number): string;
  bytes(value: number): string;
  euro(cents: number): string;
  day(value: string | null | undefined): string;
  moment(value: string | null | undefined): string;
  ago(value: string): string;
  list(values: readonly string[]): string;
  name(value: Localised | string | null | undefined): string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const SPANS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export function formatFor(language: string): Format {
  const locale = language === 'en' ? 'en-GB' : 'nl-NL';
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const moment = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    number: (value) => number.format(value),
    share: (value) => (value > 0 && value < 0.1 ? fine : share).format(value),
    bytes: (value) => bytes(locale, value),
    euro: (cents) => euro.format(cents / 100),
    day: (value) => (value ? day.format(new Date(value)) : '–'),
    moment: (value) => (value ? moment.format(new Date(value)) : '–'),
    ago: (value) => {
      const seconds = (Date.parse(value) - Date.now()) / 1000;
      const [unit, size] = SPANS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      return ago.format(Math.round(seconds / size), unit);
    },
    list: (values) => list.format(values),
    name: (value) =>
      typeof value === 'string' ? value : ((language === 'en' ? value?.en : undefined) ?? value?.nl ?? ''),
  };
}

function bytes(locale: string, value: number): string {
  const step = Math.min(UNITS.length - 1, value < 1000 ? 0 : Math.floor(Math.log10(value) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(value / 1000 ** step);
}

const made = new Map<string, Format>();

/** The way of writing of the language that is on. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const known = made.get(i18n.language) ?? formatFor(i18n.language);
  made.set(i18n.language, known);
  return known;
}
