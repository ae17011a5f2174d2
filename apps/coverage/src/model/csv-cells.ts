import { CsvError, parse } from 'csv-parse/sync';
import { mistake, type Mistake, type Needs, type Rule } from './plan-mistakes.ts';
import { Mistakes } from './yaml-place.ts';

/** A row of a CSV file: where it is, and what its cells say; empty ones say nothing. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Partial<Record<string, string>>;
  /** All that stands on it, as it was written. */
  readonly values: readonly string[];
}

interface Cell {
  readonly line: number;
  /** `null`: the row as a whole. */
  readonly column: string | null;
}

/** What is wrong with a cell. */
export type CellMistake = Cell & Mistake;

export function cellMistake<Of extends Rule>(cell: Cell, rule: Of, ...parameters: Needs<Of>): CellMistake {
  return { ...cell, ...mistake(rule, ...parameters) };
}

export function placeOf({ line, column }: Cell): string {
  return column === null ? `line ${line}` : `line ${line}: column '${column}'`;
}

/** Collects what is wrong with a file, each with its cell. */
class CellMistakes extends Mistakes {
  readonly cells: CellMistake[] = [];

  constructor(private readonly cellAt: (offset: number) => Cell) {
    super((offset) => placeOf(cellAt(offset)));
  }

  override add(offset: number, path: string, what: Mistake): undefined {
    this.cells.push({ ...this.cellAt(offset), ...what });
    return super.add(offset, path, what);
  }
}

/** Cells as offsets of a text, so that what reads a plan can say where it goes wrong. */
export class CsvPlaces {
  readonly #places: Cell[] = [];
  readonly mistakes = new CellMistakes((offset) => this.#places[offset] ?? { line: 1, column: null });

  offsetOf(line: number, column: string | null): number {
    return this.#places.push({ line, column }) - 1;
  }

  wrong<Of extends Rule>(line: number, column: string | null, rule: Of, ...parameters: Needs<Of>): undefined {
    return this.tell(line, column, mistake(rule, ...parameters));
  }

  tell(line: number, column: string | null, what: Mistake): undefined {
    return this.mistakes.add(this.offsetOf(line, column), '', what);
  }
}

/** Which columns a file may have, and which it cannot do without. */
export interface CsvShape {
  readonly columns: readonly string[] | 'any';
  readonly required: readonly string[];
}

/** The rows of a CSV file, divided by semicolons, commas or tabs; the first names the columns, in any order. */
export function readRows(text: string, places: CsvPlaces, shape: CsvShape): CsvRow[] {
  return readSheet(text, places, shape).rows;
}

/** The rows of a CSV file, and its first line as it was written. */
export function readSheet(
  text: string,
  places: CsvPlaces,
  { columns, required }: CsvShape,
): { head: readonly string[]; rows: CsvRow[] } {
  const [head, ...others] = recordsOf(text, places);
  if (head === undefined) return { head: [], rows: [] };
  const names = head.values.map((name) => name.trim().toLowerCase());
  for (const name of names) {
    if (columns !== 'any' && name !== '' && !columns.includes(name))
      places.wrong(head.line, name, 'column-unknown', { known: columns.join(', ') });
  }
  for (const name of required) {
    if (!names.includes(name)) places.wrong(head.line, name, 'column-missing');
  }
  const rows = others
    .map(({ line, values }) => {
      const filled = values.map((value, at) => [names[at], plain(value)] as const).filter(([, value]) => value !== '');
      return { line, values, cells: Object.fromEntries(filled) as CsvRow['cells'] };
    })
    .filter(({ cells }) => Object.keys(cells).length > 0);
  return { head: head.values, rows };
}

interface Read {
  readonly line: number;
  readonly values: readonly string[];
}

function recordsOf(text: string, places: CsvPlaces): Read[] {
  const [first = ''] = text.split('\n', 1);
  const delimiter = [';', '\t'].find((sign) => first.includes(sign)) ?? ',';
  // The parser counts a break of two characters within quotes twice.
  let countedTwice = 0;
  try {
    const options = { bom: true, delimiter, info: true, relax_column_count: true, relax_quotes: true } as const;
    const read = parse(text, { ...options, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return read.map(({ record, info }) => {
      const inside = record.join('');
      const line = info.lines - countedTwice - (inside.match(/[\r\n]/g)?.length ?? 0);
      countedTwice += inside.match(/\r\n/g)?.length ?? 0;
      return { line, values: record };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    places.wrong(1, null, 'csv-unreadable', { reason: error.message });
    return [];
  }
}

/** Without the quote that keeps a text that begins like a formula a text. */
function plain(value: string): string {
  const text = value.trim();
  return /^'+[=+\-@]/.test(text) ? text.slice(1) : text;
}
