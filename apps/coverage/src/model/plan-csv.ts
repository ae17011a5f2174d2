import { ACTIVITIES, type Activity } from '#libs/kernel';
import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { PlanContent } from './collection-plan.ts';
import { CsvPlaces, type CsvRow, readRows } from './csv-cells.ts';
import { type Column, PLAN_COLUMNS, PROFILE_COLUMNS, TARGET_COLUMNS } from './plan-columns.ts';
import { planAt } from './plan-text.ts';
import { piecesOf, rangeParts } from './range-text.ts';
import { Place } from './yaml-place.ts';

/**
 * Reads a plan as CSV, by putting its cells where the same plan in YAML has them: both are held to the same rules. Refuses
 * with every mistake at once, each with its line and column and what to do.
 */
export function readPlanCsv(text: string): PlanContent {
  const places = new CsvPlaces();
  const rows = readRows(text, places);
  if (rows.length === 0 && places.mistakes.found.length === 0)
    places.wrong(1, null, 'there are no rows; name the columns on the first line, and give a row for each target');
  const root = rows.length === 0 ? undefined : new Place(new Reading(places).plan(rows), '', 0, places.mistakes);
  return planAt({ root, mistakes: places.mistakes });
}

/** What stands in for a cell that is missing, once that was told. */
const MISSING: Partial<Record<Column, string>> = {
  plan: 'missing',
  title: 'missing',
  from: '2000-01-01',
  to: '9999-12-31',
  'name nl': 'missing',
  level: '0',
};

type Fields = Readonly<Record<string, Node | undefined>>;

class Reading {
  constructor(private readonly places: CsvPlaces) {}

  plan(rows: readonly CsvRow[]): Node {
    const said = this.same(PLAN_COLUMNS, rows, 'one file is one plan');
    const profiles = Map.groupBy(rows, ({ cells }) => cells.profile);
    const without = profiles.size > 1 ? (profiles.get(undefined) ?? []) : [];
    for (const { line } of without)
      this.places.wrong(line, 'profile', 'is empty; fill in the code of the profile that the row is about');
    const named = [...profiles].filter(([code]) => code !== undefined);
    return this.map(said.line, 'plan', {
      plan: this.needed(said, 'plan'),
      title: this.needed(said, 'title'),
      period: this.map(said.line, 'to', { from: this.day(said, 'from'), to: this.day(said, 'to') }),
      settings: this.map(said.line, 'level bands', { levelBands: this.list(said, 'level bands', decimal) }),
      profiles: this.seq(
        said.line,
        'profile',
        named.map(([, some]) => this.profile(some)),
      ),
    });
  }

  private profile(rows: readonly CsvRow[]): Node {
    const said = this.same(PROFILE_COLUMNS, rows, 'a profile is the same on each of its rows');
    const ranges = piecesOf(said.cells.classification ?? '').map((text) => this.range(said.line, text));
    return this.map(said.line, 'profile', {
      code: this.cell(said, 'profile'),
      name: this.map(said.line, 'name nl', { nl: this.needed(said, 'name nl'), en: this.cell(said, 'name en') }),
      scope: this.map(said.line, 'classification', {
        classification: ranges.length === 0 ? undefined : this.seq(said.line, 'classification', ranges),
        material: this.list(said, 'material'),
        language: this.list(said, 'language'),
        audience: this.list(said, 'audience'),
      }),
      measuredAgainst: this.cell(said, 'measured against'),
      targets: this.targets(rows),
    });
  }

  private range(line: number, text: string): Node {
    const parts = rangeParts(text);
    if (parts === undefined) {
      this.places.wrong(
        line,
        'classification',
        `'${text}' names no scheme; write nbc:24* for all under 24, nur:660..669, or ddc:780 for that notation alone`,
      );
    }
    const written = Object.entries(parts ?? { scheme: 'nbc', notation: '01' });
    const fields = written.map(([name, value]) => [name, this.scalar(line, 'classification', value)] as const);
    return this.map(line, 'classification', Object.fromEntries(fields));
  }

  private targets(rows: readonly CsvRow[]): Node | undefined {
    const targets = new Map<Activity, Node>();
    for (const row of rows) {
      const activity = this.activity(row);
      if (activity === undefined) continue;
      if (targets.has(activity))
        this.places.wrong(row.line, 'activity', `'${activity}' has a row for this profile already; keep one of them`);
      targets.set(activity, this.target(row));
    }
    const [first] = rows;
    if (first === undefined || targets.size === 0) return undefined;
    return this.map(first.line, 'activity', Object.fromEntries(targets));
  }

  private activity({ line, cells }: CsvRow): Activity | undefined {
    const known = ACTIVITIES.find((activity) => activity === cells.activity);
    const filled = TARGET_COLUMNS.find((column) => cells[column] !== undefined);
    if (known !== undefined || (cells.activity === undefined && filled === undefined)) return known;
    const what = cells.activity === undefined ? `is empty, while ${filled} is not` : `'${cells.activity}' is not known`;
    return this.places.wrong(line, 'activity', `${what}; use ${ACTIVITIES.join(', ')}`);
  }

  private target(row: CsvRow): Node {
    const { line } = row;
    const participants = { min: this.cell(row, 'participants min'), max: this.cell(row, 'participants max') };
    const titles = { min: this.cell(row, 'titles min') };
    const retained = { min: this.cell(row, 'retained min') };
    const either = participants.min ?? participants.max;
    return this.map(line, 'activity', {
      level: this.needed(row, 'level'),
      participants: either && this.map(line, 'participants max', participants),
      titles: titles.min && this.map(line, 'titles min', titles),
      retained: retained.min && this.map(line, 'retained min', retained),
      overlapThreshold: this.cell(row, 'overlap threshold', decimal),
      enoughHolders: this.cell(row, 'enough holders'),
    });
  }

  /** What rows say alike in some columns, as the first of them that says it; whatever another one says is a mistake. */
  private same(columns: readonly Column[], rows: readonly CsvRow[], rule: string): CsvRow {
    const cells: CsvRow['cells'] = { ...rows[0]?.cells };
    for (const column of columns) {
      const [first, ...others] = rows.filter((row) => row.cells[column] !== undefined);
      if (first !== undefined) cells[column] = first.cells[column] ?? '';
      for (const { line, cells: other } of others) {
        if (other[column] === first?.cells[column]) continue;
        const message = `says '${other[column]}' where line ${first?.line} says '${first?.cells[column]}'; ${rule}`;
        this.places.wrong(line, column, message);
      }
    }
    return { line: rows[0]?.line ?? 1, cells };
  }

  private needed(row: CsvRow, column: Column): Node {
    const given = this.cell(row, column);
    if (given !== undefined) return given;
    this.places.wrong(row.line, column, 'is empty; fill it in');
    return this.scalar(row.line, column, MISSING[column] ?? '');
  }

  private day(row: CsvRow, column: Column): Node {
    const given = this.cell(row, column, isoDay);
    return given ?? this.needed(row, column);
  }

  private cell({ line, cells }: CsvRow, column: Column, as = asWritten): Node | undefined {
    const text = cells[column];
    return text === undefined ? undefined : this.scalar(line, column, as(text));
  }

  private list({ line, cells }: CsvRow, column: Column, as = asWritten): Node | undefined {
    const pieces = piecesOf(cells[column] ?? '').map((piece) => this.scalar(line, column, as(piece)));
    return pieces.length === 0 ? undefined : this.seq(line, column, pieces);
  }

  private scalar(line: number, column: Column, text: string): Node {
    return this.at(line, column, new Scalar(text));
  }

  private seq(line: number, column: Column, items: Node[]): Node {
    const seq = new YAMLSeq<Node>();
    seq.items = items;
    return this.at(line, column, seq);
  }

  private map(line: number, column: Column, fields: Fields): Node {
    const map = new YAMLMap<Scalar, Node>();
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) map.items.push(new Pair(new Scalar(name), value));
    }
    return this.at(line, column, map);
  }

  private at<Of extends Node>(line: number, column: Column, node: Of): Of {
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

function decimal(text: string): string {
  return text.replace(',', '.');
}
