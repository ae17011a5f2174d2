import type { Node } from 'yaml';
import { cellMistake, type CellMistake, CsvPlaces, type CsvRow, readSheet } from './csv-cells.ts';
import { CsvNodes } from './csv-nodes.ts';
import type { NetworkAgreement } from './network-agreement.ts';
import { ACTION_COLUMNS, LIST_COLUMNS, PROBLEM_COLUMN, STANDING_COLUMNS } from './network-agreement-columns.ts';
import { networkAgreementAt } from './network-agreement-text.ts';
import { invalid } from './plan-text.ts';
import { Place } from './yaml-place.ts';

const SHAPE = {
  columns: [...LIST_COLUMNS, ...STANDING_COLUMNS, PROBLEM_COLUMN],
  required: ['agreement', 'cluster', 'kind', 'text'],
};
const MISSING = {
  cluster: 'missing',
  kind: 'running',
  text: 'missing',
  'action text': 'missing',
  owner: 'KB',
  due: '2000-01-01',
};

/** The rows of a file that are about one agreement, and what is wrong with them. */
export interface ReadAgreement {
  /** `undefined`: no code that can be read. */
  readonly code: string | undefined;
  readonly rows: readonly CsvRow[];
  /** What they say; that counts when nothing is wrong with them. */
  readonly said: NetworkAgreement | undefined;
  readonly mistakes: readonly CellMistake[];
}

/** A file with the plan's list, or with rows that were given back from one. */
export interface ReadList {
  /** The names of the columns, as they were written. */
  readonly head: readonly string[];
  readonly agreements: readonly ReadAgreement[];
}

/** Reads the plan's list as CSV, for a plan with these profiles. Refuses a file whose columns cannot be told; what is wrong with a row is told with its agreement. */
export function readNetworkAgreementsCsv(text: string, profiles: readonly string[]): ReadList {
  const places = new CsvPlaces();
  const { head, rows } = readSheet(text, places, SHAPE);
  if (head.length === 0) places.wrong(1, null, 'columns-missing', { known: LIST_COLUMNS.join(', ') });
  if (places.mistakes.found.length > 0) throw invalid('list', places.mistakes);
  const agreements = groups(rows).map((some) => readAgreement(some, head.length, profiles));
  return { head, agreements: withDoubles(agreements) };
}

/** Rows of an agreement belong together wherever they stand; one without its code stands alone. */
function groups(rows: readonly CsvRow[]): CsvRow[][] {
  return [...Map.groupBy(rows, ({ line, cells }) => cells['agreement'] ?? line).values()];
}

function readAgreement(rows: readonly CsvRow[], width: number, profiles: readonly string[]): ReadAgreement {
  const places = new CsvPlaces();
  for (const { line, values } of rows) {
    if (values.slice(width).some((value) => value.trim() !== '')) places.wrong(line, null, 'cells-too-many');
  }
  const node = new Reading(places, MISSING).agreement(rows);
  const said = node === undefined ? undefined : networkAgreementAt(new Place(node, '', 0, places.mistakes), profiles);
  const mistakes = places.mistakes.cells;
  const named = !mistakes.some(({ column }) => column === 'agreement');
  return { code: named ? rows[0]?.cells['agreement'] : undefined, rows, said, mistakes };
}

/** An action is of one row; where several have its code, it cannot be told which is meant. */
function withDoubles(agreements: readonly ReadAgreement[]): ReadAgreement[] {
  const byAction = Map.groupBy(
    agreements.flatMap(({ rows }) => rows),
    ({ cells }) => cells['action'],
  );
  return agreements.map((it) => {
    const doubles = it.rows.flatMap(({ line, cells: { action } }): CellMistake[] => {
      const lines = (byAction.get(action) ?? []).map((row) => row.line).toSorted((one, other) => one - other);
      const [first, next] = lines;
      if (action === undefined || first === undefined || next === undefined) return [];
      const second = line === first ? next : line;
      return [cellMistake({ line, column: 'action' }, 'action-twice', { written: action, first, second })];
    });
    return doubles.length === 0 ? it : { ...it, mistakes: [...it.mistakes, ...doubles] };
  });
}

class Reading extends CsvNodes {
  agreement(rows: readonly CsvRow[]): Node | undefined {
    const [first] = rows;
    const code = first?.cells['agreement'];
    if (first === undefined || code === undefined) {
      this.places.wrong(first?.line ?? 1, 'agreement', 'agreement-empty');
      return undefined;
    }
    const about = LIST_COLUMNS.slice(1, LIST_COLUMNS.indexOf('action'));
    const said = this.same(about, rows, 'agreement-differs');
    const { line } = said;
    const measure = {
      flags: this.pieces(said, 'flags'),
      profiles: this.pieces(said, 'flag profiles'),
      activity: this.cell(said, 'flag activity'),
    };
    const actions = rows.filter((row) => this.isAction(row)).map((row) => this.action(row));
    return this.map(line, 'agreement', {
      code: this.scalar(line, 'agreement', code),
      cluster: this.needed(said, 'cluster'),
      kind: this.needed(said, 'kind'),
      text: this.needed(said, 'text'),
      opgaven: this.pieces(said, 'opgaven'),
      measuredBy: Object.values(measure).some((it) => it !== undefined) ? this.map(line, 'flags', measure) : undefined,
      actions: actions.length === 0 ? undefined : this.seq(line, 'action', actions),
    });
  }

  private isAction({ line, cells }: CsvRow): boolean {
    const filled = ACTION_COLUMNS.find((column) => cells[column] !== undefined);
    if (cells['action'] === undefined && filled !== undefined)
      this.places.wrong(line, 'action', 'action-empty', { filled });
    return cells['action'] !== undefined;
  }

  private action(row: CsvRow): Node {
    return this.map(row.line, 'action', {
      code: this.cell(row, 'action'),
      text: this.needed(row, 'action text'),
      owner: this.needed(row, 'owner'),
      due: this.day(row, 'due'),
    });
  }
}
