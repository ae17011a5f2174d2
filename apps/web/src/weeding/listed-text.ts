import type { ListedTitle } from '../api/withdrawals.ts';

/** A line that somebody typed, pasted or scanned. */
export interface TypedLine {
  /** From 1. */
  readonly line: number;
  readonly title: ListedTitle;
}

const COPIES = /^(.*?)\s*[;\t,]\s*(\d{1,4})$/;

/** Reads a title on each line; behind it, after a semicolon, comma or tab, may be the number of copies. */
export function readLines(text: string): TypedLine[] {
  return text.split('\n').flatMap((raw, place) => {
    const written = raw.trim();
    if (written === '') return [];
    const [, identifier = written, copies = '1'] = COPIES.exec(written) ?? [];
    return [{ line: place + 1, title: { identifier: identifier.trim(), copies: Math.max(1, Number(copies)) } }];
  });
}

/** Writes titles as `readLines` reads them. */
export function writeLines(titles: readonly ListedTitle[]): string {
  return titles.map(({ identifier, copies }) => (copies === 1 ? identifier : `${identifier};${copies}`)).join('\n');
}
