import type { Node } from 'yaml';
import { CsvPlaces, type CsvRow, readRows } from './csv-cells.ts';
import { CsvNodes } from './csv-nodes.ts';
import type { NetworkAgreement } from './network-agreement.ts';
import { ACTION_COLUMNS, LIST_COLUMNS, STANDING_COLUMNS } from './network-agreement-columns.ts';
import { networkAgreementsAt } from './network-agreement-text.ts';
import { invalid } from './plan-text.ts';
import { Place } from './yaml-place.ts';

const SHAPE = { columns: [...LIST_COLUMNS, ...STANDING_COLUMNS], required: ['agreement', 'cluster', 'kind', 'text'] };
const MISSING = {
  cluster: 'missing',
  kind: 'running',
  text: 'missing',
  'action text': 'missing',
  owner: 'KB',
  due: '2000-01-01',
};

/** Reads the plan's list as CSV, for a plan with these profiles. Refuses with every mistake at once, each with its cell. */
export function readNetworkAgreementsCsv(text: string, profiles: readonly string[]): NetworkAgreement[] {
  const places = new CsvPlaces();
  const rows = readRows(text, places, SHAPE);
  const agreements =
    rows.length === 0
      ? []
      : networkAgreementsAt(new Place(new Reading(places, MISSING).list(rows), '', 0, places.mistakes), profiles);
  if (places.mistakes.found.length > 0) throw invalid('list', places.mistakes);
  return agreements;
}

class Reading extends CsvNodes {
  /** Rows of an agreement belong together wherever they stand. */
  list(rows: readonly CsvRow[]): Node {
    const agreements = Map.groupBy(rows, ({ cells }) => cells['agreement']);
    for (const { line } of agreements.get(undefined) ?? [])
      this.places.wrong(line, 'agreement', 'is empty; fill in the code of the agreement that the row is about');
    const named = [...agreements].filter(([code]) => code !== undefined);
    return this.seq(
      1,
      'agreement',
      named.map(([, some]) => this.agreement(some)),
    );
  }

  private agreement(rows: readonly CsvRow[]): Node {
    const about = LIST_COLUMNS.slice(1, LIST_COLUMNS.indexOf('action'));
    const said = this.same(about, rows, 'an agreement is the same on each of its rows');
    const { line } = said;
    const measure = {
      flags: this.pieces(said, 'flags'),
      profiles: this.pieces(said, 'flag profiles'),
      activity: this.cell(said, 'flag activity'),
    };
    const actions = rows.filter((row) => this.isAction(row)).map((row) => this.action(row));
    return this.map(line, 'agreement', {
      code: this.scalar(line, 'agreement', rows[0]?.cells['agreement'] ?? ''),
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
      this.places.wrong(line, 'action', `is empty, while ${filled} is not; give the action a code`);
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
