import { csvLine, Refusal } from '#libs/kernel';
import type { CsvLine } from './csv.ts';
import type { Told, Wrapping } from './rejected.ts';

/** The column that says what was wrong with a line that is given back. */
const PROBLEM = 'problem';

/**
 * What the lines under a heading tell, so many at a time; the first line is the heading, from which follows how a line is
 * read. A line that is refused is told of, and can be given back as it was. Of no lines nothing is told.
 */
export async function* toldByLines<T>(
  lines: AsyncIterable<CsvLine>,
  batch: number,
  readerOf: (heading: readonly string[]) => (values: readonly string[]) => T,
): AsyncGenerator<Told<T>> {
  let sheet: Sheet<T> | undefined;
  let waiting: CsvLine[] = [];
  for await (const line of lines) {
    if (sheet === undefined) {
      sheet = new Sheet(line.values, readerOf(line.values));
      continue;
    }
    if (waiting.push(line) < batch) continue;
    yield sheet.told(waiting);
    waiting = [];
  }
  if (sheet !== undefined) yield sheet.told(waiting);
}

/** Lines under one heading. */
class Sheet<T> {
  readonly #wrapping: Wrapping;

  constructor(
    private readonly heading: readonly string[],
    private readonly read: (values: readonly string[]) => T,
  ) {
    this.#wrapping = {
      name: 'afgekeurd.csv',
      type: 'text/csv; charset=utf-8',
      before: `\uFEFF${csvLine([...this.#kept(heading), PROBLEM])}`,
      after: '',
      told: (piece, message) => `${String(piece).trimEnd()};${csvLine([message])}`,
    };
  }

  told(lines: readonly CsvLine[]): Told<T> {
    const found: Told<T>['found'][number][] = [];
    const rejected: Told<T>['rejected'][number][] = [];
    for (const { line, values } of lines) {
      const place = `line ${line}`;
      const piece = csvLine(this.#kept(values));
      try {
        found.push({ place, piece, what: this.read(values) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        rejected.push({ place, piece, code: error.code, message: error.message });
      }
    }
    return { found, rejected, others: 0, wrapping: this.#wrapping };
  }

  /** As many values as there are columns, without what was said to be wrong the time before. */
  #kept(values: readonly string[]): string[] {
    return this.heading.map((_, at) => values[at] ?? '').filter((_, at) => this.heading[at] !== PROBLEM);
  }
}
