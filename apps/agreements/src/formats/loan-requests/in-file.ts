import { Readable } from 'node:stream';
import { Refusal } from '#libs/kernel';
import { readWorkbook, rowsOf, WORKBOOK, Zip } from '#libs/spreadsheet';
import type { LoanRequest } from '../../model/loan-request.ts';
import { type CsvLine, csvLines } from '../csv.ts';
import type { Told } from '../rejected.ts';
import { toldByLines } from '../told-by-lines.ts';
import { partsOf } from '../workbook-parts.ts';
import { columnsNamed } from './columns.ts';
import { type LoanTelling, requestOnLine } from './in-line.ts';

const BATCH = 5000;
/** Bytes of a workbook, which is read in memory, and of what may come out of it: rows are read as they come. */
const LARGEST_WORKBOOK = 64 * 1024 ** 2;
const UNPACKED = 2 * 1024 ** 3;

/** Reads the loan requests in a file, some lines at a time: CSV, or the first sheet with a heading of a workbook (xlsx). */
export async function* loanRequestsInFile(
  pieces: AsyncIterable<Uint8Array>,
  telling: LoanTelling,
): AsyncGenerator<Told<LoanRequest>> {
  let empty = true;
  const told = toldByLines(linesIn(pieces), BATCH, (heading) => {
    const columns = columnsNamed(heading);
    return (values) => requestOnLine(values, columns, telling);
  });
  for await (const some of told) {
    empty = false;
    yield some;
  }
  if (empty) throw new Refusal('upload.malformed', 'There is nothing in the file; choose it again');
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
