import { day, Refusal } from '#libs/kernel';

const DUTCH = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$|^(\d{2})(\d{2})(\d{4})$/;
const ISO = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$|^(\d{4})(\d{2})(\d{2})$/;

/**
 * The day that somebody typed, as `YYYY-MM-DD`; undefined when it is none. Dutch readers write day, month, year; English
 * readers year, month, day, since 03-04-2027 is another day to an American than to a Briton. Digits alone will do.
 */
export function readDay(text: string, language: string): string | undefined {
  const iso = parts(ISO, text);
  if (iso !== undefined && (language === 'en' || /\D/.test(text.trim()))) return existing(iso);
  return language === 'en' ? undefined : existing(parts(DUTCH, text)?.toReversed());
}

/** A day as its reader types it; anything else as it is. */
export function writeDay(value: string, language: string): string {
  return language === 'en' || !isDay(value) ? value : value.split('-').toReversed().join('-');
}

export function isDay(value: string): boolean {
  return existing(value.split('-')) === value;
}

function parts(form: RegExp, text: string): string[] | undefined {
  return form
    .exec(text.trim())
    ?.slice(1)
    .filter((part) => part !== undefined);
}

/** The day of a year, a month and a day of it, if the calendar has it. */
function existing([year = '', month = '', date = '']: string[] = []): string | undefined {
  try {
    return day(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
