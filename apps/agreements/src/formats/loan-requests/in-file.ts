import { Readable } from 'node:stream';
import { csvLine, Refusal } from '#libs/kernel';
import { readWorkbook, rowsOf, WORKBOOK, Zip } from '#libs/spreadsheet';
import type { LoanRequest } from '../../model/loan-request.ts';
import { type CsvLine, csvLines } from '../csv.ts';
import type { Told, Wrapping } from '../rejected.ts';
import { partsOf } from '../workbook-parts.ts';
import { columnsNamed, type LoanColumns } from './columns.ts';
import { type LoanTelling, requestOnLine } from './in-line.ts';

const BATCH = 5000;
/** Bytes of a workbook, which is read in memory, and of what may come out of it: rows are read as they come. */
const LARGEST_WORKBOOK = 64 * 1024 ** 2;
const UNPACKED = 2 * 1024 ** 3;
/** The column that says what was wrong with a line that is given back. */
const PROBLEM = 'problem';

/** Reads the loan requests in a file, some lines at a time: CSV, or the first sheet with a heading of a workbook (xlsx). */
export async function* loanRequestsInFile(
  pieces: AsyncIterable<Uint8Array>,
  telling: LoanTelling,
): AsyncGenerator<Told<LoanRequest>> {
  let sheet: Sheet | undefined;
  let lines: CsvLine[] = [];
  for await (const line of linesIn(pieces)) {
    if (sheet === undefined) {
      sheet = new Sheet(line.values, telling);
      continue;
    }
    if (lines.push(line) < BATCH) continue;
    yield sheet.told(lines);
    lines = [];
  }
  if (sheet === undefined) throw new Refusal('upload.malformed', 'There is nothing in the file; choose it again');
  yield sheet.told(lines);
}

async function* linesIn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<CsvLine> {
  const iterator = pieces[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  if (head.subarray(0, 2).toString('latin1') === 'PK') yield* rowsInWorkbook(await gathered(whole()));
  else if (head.length > 0) yield* csvLines(whole());
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > LARGEST_WORKBOOK) {
      throw new Refusal(
        'xlsx.too-large',
        `The workbook is larger than ${LARGEST_WORKBOOK / 1024 ** 2} MB; save it as CSV`,
      );
    }
    kept.push(piece);
  }
  return Buffer.concat(kept);
}

async function* rowsInWorkbook(content: Buffer): AsyncGenerator<CsvLine> {
  const zip = await Zip.of(content);
  try {
    if (!zip.entries.some(({ fileName }) => fileName === WORKBOOK)) {
      throw new Refusal('upload.malformed', 'This zip file is no workbook; send a workbook (xlsx) or CSV');
    }
    const read = partsOf(zip, UNPACKED);
    const workbook = await readWorkbook(read);
    for (const { part } of workbook.sheets) {
      let found = false;
      for await (const { number, values } of rowsOf(read(part) ?? Readable.from([]), part, workbook)) {
        found = true;
        yield { line: number, values };
      }
      if (found) return;
    }
  } finally {
    zip.close();
  }
}

/** Lines under one heading. */
class Sheet {
  readonly #columns: LoanColumns;
  readonly #wrapping: Wrapping;

  constructor(
    private readonly names: readonly string[],
    private readonly telling: LoanTelling,
  ) {
    this.#columns = columnsNamed(names);
    this.#wrapping = {
      name: 'afgekeurd.csv',
      type: 'text/csv; charset=utf-8',
      before: `\uFEFF${csvLine([...this.#kept(names), PROBLEM])}`,
      after: '',
      told: (piece, message) => `${String(piece).trimEnd()};${csvLine([message])}`,
    };
  }

  told(lines: readonly CsvLine[]): Told<LoanRequest> {
    const found: Told<LoanRequest>['found'][number][] = [];
    const rejected: Told<LoanRequest>['rejected'][number][] = [];
    for (const { line, values } of lines) {
      const place = `line ${line}`;
      const piece = csvLine(this.#kept(values));
      try {
        found.push({ place, piece, what: requestOnLine(values, this.#columns, this.telling) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        rejected.push({ place, piece, code: error.code, message: error.message });
      }
    }
    return { found, rejected, others: 0, wrapping: this.#wrapping };
  }

  /** As many values as there are columns, without what was said to be wrong the time before. */
  #kept(values: readonly string[]): string[] {
    return this.names.map((_, at) => values[at] ?? '').filter((_, at) => this.names[at] !== PROBLEM);
  }
}
