import { Readable } from 'node:stream';
import { Refusal } from '#libs/kernel';
import { readWorkbook, rowsOf, WORKBOOK, Zip } from '#libs/spreadsheet';
import type { ListedTitle } from '../../model/listed-title.ts';
import { csvLines } from '../csv.ts';
import { partsOf } from '../workbook-parts.ts';
import { titlesInOnix } from './in-onix.ts';
import { columnsNamed, type ListColumns, type ListRow, titleOnRow } from './in-rows.ts';
import { isIdentifier, titlesInText } from './in-text.ts';

/** Bytes that may come out of a workbook: a list of titles is far below that, and memory has to hold it. */
const UNPACKED = 256 * 1024 ** 2;

/**
 * Reads the titles on a list, whose first bytes tell its format: a workbook (xlsx), ONIX 3, CSV with the names of its
 * columns on the first line, or plain text with an identifier on each line.
 *
 * @throws {Refusal} `list.too-large` beyond `most` titles, `list.empty`, and what each format refuses
 */
export async function titlesInFile(content: Buffer, most: number): Promise<ListedTitle[]> {
  const titles = await titlesIn(content, most);
  if (titles.length > most) throw tooMany(most);
  if (titles.length === 0) {
    throw new Refusal('list.empty', 'There is no title on the list; look at it and send it again');
  }
  return titles;
}

async function titlesIn(content: Buffer, most: number): Promise<ListedTitle[]> {
  if (content.subarray(0, 2).toString('latin1') === 'PK') return titlesInWorkbook(content, most);
  const text = textOf(content);
  if (/^\s*</.test(text)) return titlesInOnix(text);
  const rows = csvLines(Readable.from([Buffer.from(text)]));
  const first = await rows.next();
  const columns = first.done === true ? null : columnsNamed(first.value.values);
  if (columns === null) {
    await rows.return(undefined);
    return titlesInText(text);
  }
  return titlesOn(numbered(rows), columns, most);
}

async function titlesInWorkbook(content: Buffer, most: number): Promise<ListedTitle[]> {
  const zip = await Zip.of(content);
  try {
    const read = partsOf(zip, UNPACKED);
    const workbook = await readWorkbook(read);
    for (const { part } of zip.entries.some(({ fileName }) => fileName === WORKBOOK) ? workbook.sheets : []) {
      const rows = rowsOf(read(part) ?? Readable.from([]), part, workbook);
      const first = await rows.next();
      const columns = first.done === true ? null : columnsNamed(first.value.values);
      if (columns !== null) return await titlesOn(rows, columns, most);
      if (first.done !== true && isIdentifier(first.value.values[0] ?? '')) {
        const isbns = new Map([['identifier', 0]]) as ListColumns;
        return await titlesOn(startingWith(first.value, rows), isbns, most);
      }
    }
  } finally {
    zip.close();
  }
  return [];
}

async function titlesOn(rows: AsyncIterable<ListRow>, columns: ListColumns, most: number): Promise<ListedTitle[]> {
  const titles: ListedTitle[] = [];
  for await (const row of rows) {
    const title = titleOnRow(row, columns);
    if (title !== null && titles.push(title) > most) throw tooMany(most);
  }
  return titles;
}

async function* numbered(lines: AsyncIterable<{ line: number; values: readonly string[] }>): AsyncGenerator<ListRow> {
  for await (const { line, values } of lines) yield { number: line, values };
}

async function* startingWith(first: ListRow, rest: AsyncIterable<ListRow>): AsyncGenerator<ListRow> {
  yield first;
  yield* rest;
}

/** As UTF-8, or as UTF-16 where that is marked, as spreadsheets save "Unicode text". */
function textOf(content: Buffer): string {
  const isUtf16 = content[0] === 0xff && content[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(content);
}

function tooMany(most: number): Refusal {
  return new Refusal('list.too-large', `There are more than ${most} titles on the list; divide it over several`, [], {
    most,
  });
}
