import { Refusal } from '#libs/kernel';
import { type ReadPart, readWorkbook, type Row, rowsOf, type Sheet, type Workbook } from '#libs/spreadsheet';
import { isHeader } from '../csv/columns.ts';

/**
 * The list in a workbook as CSV, a line for a row, so that a rejected row can be shown, mended and delivered again: the
 * first sheet whose first row has names of columns that are known, else the first with anything in it.
 */
export async function* asCsv(read: ReadPart): AsyncGenerator<Buffer> {
  const workbook = await readWorkbook(read);
  let fallback: Sheet | undefined;
  for (const sheet of workbook.sheets) {
    const header = await firstRow(read, sheet, workbook);
    if (header === undefined) continue;
    fallback ??= sheet;
    if (isHeader(header.values)) {
      yield* linesOf(read, sheet, workbook);
      return;
    }
  }
  if (fallback === undefined) {
    throw new Refusal('xlsx.empty', 'There is nothing in the sheets of the workbook; look at it and deliver it again');
  }
  yield* linesOf(read, fallback, workbook);
}

async function firstRow(read: ReadPart, { part }: Sheet, workbook: Workbook): Promise<Row | undefined> {
  for await (const row of rowsOf(read(part) ?? none(), part, workbook)) return row;
  return undefined;
}

const LINES = 1000;

async function* linesOf(read: ReadPart, { part }: Sheet, workbook: Workbook): AsyncGenerator<Buffer> {
  let lines = '';
  let count = 0;
  let number = 0;
  let width = 0;
  for await (const row of rowsOf(read(part) ?? none(), part, workbook)) {
    // A row that is empty stays a line, so that lines have the numbers that the spreadsheet shows.
    lines += '\n'.repeat(Math.max(0, row.number - number - 1));
    width ||= row.values.length;
    // A sheet leaves out the empty cells at the end of a row.
    const cells = Array.from({ length: Math.max(width, row.values.length) }, (_, at) => row.values[at] ?? '');
    lines += `${cells.map(quoted).join(',')}\n`;
    number = Math.max(number + 1, row.number);
    if (++count % LINES !== 0) continue;
    yield Buffer.from(lines);
    lines = '';
  }
  yield Buffer.from(lines);
}

function quoted(value: string): string {
  return /[",;|\s]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

async function* none(): AsyncGenerator<never> {}
