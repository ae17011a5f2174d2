import { ACTIVITIES, type Activity } from '#libs/kernel';
import type { Node } from 'yaml';
import type { PlanContent } from './collection-plan.ts';
import { CsvPlaces, type CsvRow, readRows } from './csv-cells.ts';
import { CsvNodes, decimal } from './csv-nodes.ts';
import {
  type Column,
  COLUMNS,
  PLAN_COLUMNS,
  PROFILE_COLUMNS,
  REQUIRED_COLUMNS,
  TARGET_COLUMNS,
} from './plan-columns.ts';
import { planAt } from './plan-text.ts';
import type { ReferenceList } from './reference-list.ts';
import { piecesOf, rangeParts } from './range-text.ts';
import { Place } from './yaml-place.ts';

/**
 * Reads a plan as CSV, by putting its cells where the same plan in YAML has them: both are held to the same rules. Refuses
 * with every mistake at once, each with its line and column and what to do. It has no room for reference lists: `lists` are
 * those that it may name.
 */
export function readPlanCsv(text: string, lists: readonly ReferenceList[] = []): PlanContent {
  const places = new CsvPlaces();
  const rows = readRows(text, places, { columns: COLUMNS, required: REQUIRED_COLUMNS });
  if (rows.length === 0 && places.mistakes.found.length === 0) places.wrong(1, null, 'targets-missing');
  const root =
    rows.length === 0 ? undefined : new Place(new Reading(places, MISSING).plan(rows), '', 0, places.mistakes);
  return planAt({ root, mistakes: places.mistakes }, lists);
}

/** The plan that a text in CSV is of, by the first row that says so. */
export function planInCsv(text: string): string | undefined {
  const rows = readRows(text, new CsvPlaces(), { columns: COLUMNS, required: [] });
  return rows.find(({ cells }) => cells.plan !== undefined)?.cells.plan;
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

class Reading extends CsvNodes {
  plan(rows: readonly CsvRow[]): Node {
    const said = this.same(PLAN_COLUMNS, rows, 'plan-differs');
    const profiles = Map.groupBy(rows, ({ cells }) => cells.profile);
    const without = profiles.size > 1 ? (profiles.get(undefined) ?? []) : [];
    for (const { line } of without) this.places.wrong(line, 'profile', 'profile-empty');
    const named = [...profiles].filter(([code]) => code !== undefined);
    return this.map(said.line, 'plan', {
      plan: this.needed(said, 'plan'),
      title: this.needed(said, 'title'),
      period: this.map(said.line, 'to', { from: this.day(said, 'from'), to: this.day(said, 'to') }),
      settings: this.map(said.line, 'level bands', { levelBands: this.pieces(said, 'level bands', decimal) }),
      profiles: this.seq(
        said.line,
        'profile',
        named.map(([, some]) => this.profile(some)),
      ),
    });
  }

  private profile(rows: readonly CsvRow[]): Node {
    const said = this.same(PROFILE_COLUMNS, rows, 'profile-differs');
    const ranges = piecesOf(said.cells.classification ?? '').map((text) => this.range(said.line, text));
    return this.map(said.line, 'profile', {
      code: this.cell(said, 'profile'),
      name: this.map(said.line, 'name nl', { nl: this.needed(said, 'name nl'), en: this.cell(said, 'name en') }),
      scope: this.map(said.line, 'classification', {
        classification: ranges.length === 0 ? undefined : this.seq(said.line, 'classification', ranges),
        material: this.pieces(said, 'material'),
        language: this.pieces(said, 'language'),
        audience: this.pieces(said, 'audience'),
      }),
      measuredAgainst: this.cell(said, 'measured against'),
      targets: this.targets(rows),
    });
  }

  private range(line: number, text: string): Node {
    const parts = rangeParts(text);
    if (parts === undefined) this.places.wrong(line, 'classification', 'scheme-missing', { written: text });
    const written = Object.entries(parts ?? { scheme: 'nbc', notation: '01' });
    const fields = written.map(([name, value]) => [name, this.scalar(line, 'classification', value)] as const);
    return this.map(line, 'classification', Object.fromEntries(fields));
  }

  private targets(rows: readonly CsvRow[]): Node | undefined {
    const targets = new Map<Activity, Node>();
    for (const row of rows) {
      const activity = this.activity(row);
      if (activity === undefined) continue;
      if (targets.has(activity)) this.places.wrong(row.line, 'activity', 'activity-twice', { written: activity });
      targets.set(activity, this.target(row));
    }
    const [first] = rows;
    if (first === undefined || targets.size === 0) return undefined;
    return this.map(first.line, 'activity', Object.fromEntries(targets));
  }

  private activity({ line, cells }: CsvRow): Activity | undefined {
    const written = cells.activity;
    const known = ACTIVITIES.join(', ');
    if (written === undefined) {
      const filled = TARGET_COLUMNS.find((column) => cells[column] !== undefined);
      return filled === undefined
        ? undefined
        : this.places.wrong(line, 'activity', 'activity-empty', { filled, known });
    }
    const activity = ACTIVITIES.find((it) => it === written);
    return activity ?? this.places.wrong(line, 'activity', 'activity-unknown', { written, known });
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
}
