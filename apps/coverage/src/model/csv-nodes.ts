import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { CsvPlaces, CsvRow } from './csv-cells.ts';
import type { RuleOf } from './plan-mistakes.ts';
import { piecesOf } from './range-text.ts';

type Fields = Readonly<Record<string, Node | undefined>>;

/** Puts cells where the same text in YAML has them, so that both are held to the same rules and mistakes name the cell. */
export class CsvNodes {
  /** `missing` is what stands in for a cell that is missing, once that was told. */
  constructor(
    protected readonly places: CsvPlaces,
    private readonly missing: Partial<Record<string, string>>,
  ) {}

  /** What rows say alike in some columns, as the first of them that says it; another one that does not breaks the rule. */
  protected same(
    columns: readonly string[],
    rows: readonly CsvRow[],
    rule: RuleOf<'written' | 'line' | 'first'>,
  ): CsvRow {
    const cells: Partial<Record<string, string>> = { ...rows[0]?.cells };
    for (const column of columns) {
      const [first, ...others] = rows.filter((row) => row.cells[column] !== undefined);
      if (first === undefined) continue;
      const said = first.cells[column] ?? '';
      cells[column] = said;
      for (const { line, cells: other } of others) {
        const written = other[column] ?? '';
        if (written !== said) this.places.wrong(line, column, rule, { written, line: first.line, first: said });
      }
    }
    return { line: rows[0]?.line ?? 1, cells, values: [] };
  }

  protected needed(row: CsvRow, column: string): Node {
    const given = this.cell(row, column);
    if (given !== undefined) return given;
    this.places.wrong(row.line, column, 'cell-empty');
    return this.scalar(row.line, column, this.missing[column] ?? '');
  }

  protected day(row: CsvRow, column: string): Node {
    const given = this.cell(row, column, isoDay);
    return given ?? this.needed(row, column);
  }

  protected cell({ line, cells }: CsvRow, column: string, as = asWritten): Node | undefined {
    const text = cells[column];
    return text === undefined ? undefined : this.scalar(line, column, as(text));
  }

  protected pieces({ line, cells }: CsvRow, column: string, as = asWritten): Node | undefined {
    const pieces = piecesOf(cells[column] ?? '').map((piece) => this.scalar(line, column, as(piece)));
    return pieces.length === 0 ? undefined : this.seq(line, column, pieces);
  }

  protected scalar(line: number, column: string, text: string): Node {
    return this.at(line, column, new Scalar(text));
  }

  protected seq(line: number, column: string, items: Node[]): Node {
    const seq = new YAMLSeq<Node>();
    seq.items = items;
    return this.at(line, column, seq);
  }

  protected map(line: number, column: string, fields: Fields): Node {
    const map = new YAMLMap<Scalar, Node>();
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) map.items.push(new Pair(new Scalar(name), value));
    }
    return this.at(line, column, map);
  }

  protected at<Of extends Node>(line: number, column: string, node: Of): Of {
    const offset = this.places.offsetOf(line, column);
    node.range = [offset, offset, offset];
    return node;
  }
}

function asWritten(text: string): string {
  return text;
}

/** A spreadsheet in Dutch writes days and fractions in its own way. */
function isoDay(text: string): string {
  const [, day = '', month = '', year] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

export function decimal(text: string): string {
  return text.replace(',', '.');
}
