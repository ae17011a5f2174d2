import { dayOf } from './dates.ts';
import { readingXml } from './sax.ts';
import type { Workbook } from './workbook.ts';

/** Columns of a list at most; what stands further to the right is not read. */
const COLUMNS = 512;
/** Rows that a sheet can have. */
const ROWS = 1_048_576;

export interface Row {
  /** As the spreadsheet shows it, from 1. */
  readonly number: number;
  readonly values: readonly string[];
}

/** The rows of a sheet, those without a value left out. */
export async function* rowsOf(
  pieces: AsyncIterable<Uint8Array>,
  part: string,
  workbook: Workbook,
): AsyncGenerator<Row> {
  let found: Row[] = [];
  let values: string[] = [];
  let number = 0;
  let column = 0;
  let type = '';
  let style = 0;
  let value = '';
  const reading = readingXml(pieces, part, {
    open(name, of) {
      if (name === 'row') {
        number = Number(of('r')) || number + 1;
        values = [];
        column = 0;
      } else if (name === 'c') {
        column = columnOf(of('r')) ?? column + 1;
        type = of('t');
        style = Number(of('s'));
        value = '';
      }
    },
    close(name, text) {
      if (name === 'v' || name === 't') value += text;
      else if (name === 'c' && column <= COLUMNS) values[column - 1] = shown(value, type, style, workbook);
      else if (name === 'row' && number <= ROWS && values.some((it) => it !== undefined && it !== '')) {
        found.push({ number, values: Array.from(values, (it) => it ?? '') });
      }
    },
  });
  for await (const _piece of reading) {
    yield* found;
    found = [];
  }
}

/** `C` of `C7` is 3. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function shown(value: string, type: string, style: number, { texts, dateStyles, from1904 }: Workbook): string {
  if (type === 's') return oneLine(texts[Number(value)] ?? '');
  if (type === 'e') return '';
  if (type !== '' && type !== 'n') return oneLine(value);
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) return oneLine(value);
  if (dateStyles.has(style)) return dayOf(number, from1904);
  return isRounded(number) ? number.toExponential().toUpperCase() : String(number);
}

/** An ISBN of which a spreadsheet kept some digits: shown as it was when it lost the others. */
function isRounded(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 1e11 && number % 1e6 === 0;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\t]+/g, ' ').trim();
}
