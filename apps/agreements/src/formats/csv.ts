import { Readable } from 'node:stream';
import { Refusal } from '#libs/kernel';
import { CsvError, parse } from 'csv-parse';

/** A line longer than this is none: a quote was opened and not closed, or the file is no CSV. */
const LINE_LIMIT = 1_000_000;

export interface CsvLine {
  /** Where it begins in the file, from 1; blank lines count. */
  readonly line: number;
  readonly values: readonly string[];
}

/** Reads the lines of CSV in UTF-8, whatever of `;`, `,` and tab its first line is divided by. Memory does not grow with it. */
export async function* csvLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<CsvLine> {
  const source = Readable.from(pieces, { objectMode: false });
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  let next = await iterator.next();
  while (next.done !== true && !head.includes(0x0a) && head.length < LINE_LIMIT) {
    head = Buffer.concat([head, next.value]);
    next = await iterator.next();
  }
  const parser = parse({
    bom: true,
    delimiter: separatorIn(head.toString('utf8').split('\n', 1)[0] ?? ''),
    info: true,
    max_record_size: LINE_LIMIT,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  async function* all(): AsyncGenerator<Buffer> {
    yield head;
    for (; next.done !== true; next = await iterator.next()) yield next.value;
  }
  const whole = Readable.from(all(), { objectMode: false });
  whole.on('error', (error) => parser.destroy(error));
  let line = 1;
  // The parser counts a break of two characters within quotes twice.
  let countedTwice = 0;
  try {
    for await (const { record, info } of whole.pipe(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const breaks = record.join('').match(/[\r\n]/g)?.length ?? 0;
      yield { line: info.lines - countedTwice - breaks, values: record };
      countedTwice += record.join('').match(/\r\n/g)?.length ?? 0;
      line = info.lines - countedTwice + 1;
    }
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    throw new Refusal('csv.malformed', `Line ${line} cannot be read as CSV: ${thrown.message}`);
  } finally {
    whole.destroy();
    source.destroy();
    parser.destroy();
  }
}

function separatorIn(line: string): string {
  const counted = [';', '\t', ','].map((sign) => ({ sign, times: line.split(sign).length }));
  return counted.toSorted((one, other) => other.times - one.times)[0]?.sign ?? ';';
}
