import { csvLine } from '#libs/kernel';
import type { Crosswalk } from '#libs/scopes';
import { notationKey } from '#libs/scopes';
import { fromText, mistakesIn, ruleOf, withoutDoubles } from './crosswalk-text.ts';
import { CsvPlaces, readRows } from './csv-cells.ts';
import { invalid } from './plan-text.ts';
import type { KnownClasses } from './known-classes.ts';

/** A row that leads to what its target scheme does not have, and is left out. */
export interface LeftOut {
  readonly line: number;
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

const LONG = { from: 'fromnotation', to: 'tonotation' };
const SHORT = { from: 'from', to: 'to' };

/**
 * Reads a crosswalk as CSV, with the columns `fromNotation` and `toNotation`, or `from` and `to`. Refuses with every
 * mistake at once, each with its cell; what is written well but leads to a class that its scheme does not have is told
 * and left out.
 */
export function readCrosswalkCsv(
  text: string,
  way: Pick<Crosswalk, 'from' | 'to'>,
  known: KnownClasses,
): { readonly crosswalk: Crosswalk; readonly leftOut: readonly LeftOut[] } {
  const places = new CsvPlaces();
  const columns = /(^|[;,\t])\W*fromnotation\W*([;,\t]|$)/i.test(text.split('\n', 1)[0] ?? '') ? LONG : SHORT;
  const required = Object.values(columns);
  const rows = readRows(text, places, { columns: required, required });
  const hasColumns = places.mistakes.found.length === 0;
  if (hasColumns && rows.length === 0) places.wrong(1, null, 'crosswalk-rules-missing');
  const read = rows.map(({ line, cells }) => {
    const [from = '', to = ''] = [cells[columns.from], cells[columns.to]];
    if (hasColumns) {
      for (const { side, is } of mistakesIn(way, from, to)) places.tell(line, columns[side], is);
    }
    return { line, column: columns.to, from, to };
  });
  if (places.mistakes.found.length > 0) throw invalid('crosswalk', places.mistakes);
  const isKnown = ({ to }: LeftOut): boolean => known.has(notationKey(way.to, to));
  const rules = withoutDoubles(read.filter(isKnown).map(({ from, to }) => ruleOf(from, to)));
  return { crosswalk: { ...way, rules }, leftOut: read.filter((row) => !isKnown(row)) };
}

/** A crosswalk as CSV, which `readCrosswalkCsv` reads as the same one. */
export function crosswalkAsCsv({ rules }: Crosswalk): string {
  const lines = rules.map((rule) => csvLine([fromText(rule), rule.to]));
  return `\uFEFF${csvLine(['fromNotation', 'toNotation'])}${lines.join('')}`;
}
