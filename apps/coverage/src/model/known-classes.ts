import type { Scheme } from '#libs/contracts';
import { mainClassOf, notationKey } from '#libs/scopes';
import { CsvPlaces, readRows } from './csv-cells.ts';
import { invalid } from './plan-text.ts';

/** The classes that a scheme has, as far as that is known. */
export interface KnownClasses {
  /** Whether the scheme has a class with this key. */
  has(key: string): boolean;
}

/** A scheme whose classes were brought in has those; of another one its main classes are known, or nothing. */
export function knownClasses(scheme: Scheme, notations: readonly string[]): KnownClasses {
  if (notations.length === 0) return { has: (key) => mainClassOf(scheme, key) !== null };
  const keys = new Set(notations.map((it) => notationKey(scheme, it)));
  const above = new Set([...keys].flatMap((key) => key.split('.', 1)));
  return { has: (key) => keys.has(key) || above.has(key) };
}

/** A class of a scheme, with what it is called. */
export interface SchemeClass {
  readonly notation: string;
  readonly label: string | null;
}

const COLUMNS = ['notation', 'preflabel', 'label', 'level', 'scopenote'];

/** Reads the classes of a scheme as CSV: a column `notation`, and `prefLabel` or `label`. Refuses with every mistake at once. */
export function readClassesCsv(text: string): SchemeClass[] {
  const places = new CsvPlaces();
  const rows = readRows(text, places, { columns: COLUMNS, required: ['notation'] });
  if (places.mistakes.found.length === 0 && rows.length === 0) places.wrong(1, null, 'classes-missing');
  const classes = rows.map(({ line, cells }) => {
    const { notation, preflabel, label } = cells;
    if (notation === undefined && places.mistakes.found.length < 1000) places.wrong(line, 'notation', 'cell-empty');
    return { notation: notation ?? '', label: preflabel ?? label ?? null };
  });
  if (places.mistakes.found.length > 0) throw invalid('list of classes', places.mistakes);
  return classes;
}
