import { Readable } from 'node:stream';
import { Refusal } from '#libs/kernel';
import { CsvError, parse } from 'csv-parse';
import type { Found } from '../found.ts';
import { decoded } from '../text.ts';
import { DEFAULT_MAPPING, type SourceMapping } from '../mapping.ts';
import { CopyLines } from './copy-lines.ts';
import { type List, listWith, type ListOf } from './list.ts';

/** A line longer than this is no line of a list of holdings: a quote was opened and not closed, or it is no CSV. */
export const LINE_LIMIT = 1_000_000;
const BATCH = 500;

interface Row {
  readonly record: string[];
  readonly info: { readonly bytes: number; readonly lines: number };
}

/** Reads CSV, TSV and the like; `separator` was told from the first line. */
export async function* readCsv(
  pieces: AsyncIterable<Uint8Array>,
  separator: string,
  mapping: SourceMapping = DEFAULT_MAPPING,
  of: ListOf = 'titles',
): AsyncGenerator<Found[]> {
  const parser = parse({
    bom: true,
    delimiter: separator,
    // A character a byte: whether a value is UTF-8 or Windows-1252 is told value by value, since lists get pasted together.
    encoding: 'latin1',
    info: true,
    max_record_size: LINE_LIMIT,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const source = Readable.from(kept(pieces), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  let list: List | undefined;
  let lines: CopyLines | null = null;
  let number = 0;
  let offset = 0;
  let line = 1;
  let found: Found[] = [];
  const take = (all: readonly Found[]): void => {
    for (const each of all) found.push({ ...each, place: { ...each.place, number: ++number } });
  };
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Row>) {
      const values = record.map(decoded);
      // Empty lines before a line are passed over; those within a value belong to it.
      if (info.lines > line) line = info.lines - breaksIn(values);
      const place = { number: 0, offset, length: info.bytes - offset, line };
      offset = info.bytes;
      line = info.lines + 1;
      if (list === undefined) {
        list = listWith(values, mapping, of);
        lines = list.copies === null ? null : new CopyLines(list.copies);
        if (of !== 'bare-numbers') continue;
      }
      const read = foundIn(values, place, list);
      take(lines?.add(read, values) ?? [read]);
      if (found.length >= BATCH) {
        yield found;
        found = [];
      }
    }
    take(lines?.end() ?? []);
  } catch (thrown) {
    throw thrown instanceof CsvError ? unreadable(thrown, line) : thrown;
  } finally {
    source.destroy();
    parser.destroy();
  }
  yield found;
}

/** A stream asks for more pieces than one at a time. */
async function* kept(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

function breaksIn(values: readonly string[]): number {
  return values.join('').split(/\r\n|\n|\r/).length - 1;
}

function foundIn(
  values: readonly string[],
  at: { number: number; offset: number; length: number; line: number },
  list: List,
): Found {
  const { width, least } = list;
  if (values.length !== width && values.slice(width).some((value) => value.trim() !== '')) {
    return {
      place: at,
      rejection: {
        code: 'csv.ragged',
        message: `Line ${at.line} has ${values.length} values, the header has ${width}`,
        hint: 'A value that contains the separator must stand between double quotes.',
      },
    };
  }
  if (values.length < least) {
    return {
      place: at,
      rejection: {
        code: 'csv.ragged',
        message: `Line ${at.line} has ${values.length} values, the header has ${width}`,
        hint: 'The line was broken off, or a line break stands inside a value without double quotes around it.',
      },
    };
  }
  const read = list.recordOf(values);
  if (!('code' in read)) return { place: at, record: read };
  return { place: at, rejection: { ...read, message: `Line ${at.line}: ${read.message}` } };
}

function unreadable(error: CsvError, line: number): Refusal {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new Refusal(
      'csv.line-too-long',
      `The line that begins at line ${line} is longer than ${LINE_LIMIT.toLocaleString('en')} bytes; probably a double quote opens there and is never closed. Nothing of the file was taken: mend that line and deliver the file again`,
    );
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new Refusal(
      'csv.quote-not-closed',
      `A double quote is opened at or after line ${line} and never closed. Nothing of the file was taken: mend that line and deliver the file again`,
    );
  }
  return new Refusal('csv.unreadable', `The file cannot be read as CSV at line ${line}: ${error.message}`);
}
