import type { Classification, TitleState } from '#libs/contracts';
import type { Item, LocalRecord } from './local-record.ts';

/** What a title says of itself besides its id and keys, as a hearer gets it. */
export type Description = Omit<TitleState, 'id' | 'keys' | 'gone'>;

/** What is kept of a record for people, beyond what others are told. */
export interface Details {
  readonly publisher?: string;
  readonly edition?: string;
  readonly part?: string;
  /** Characters at the start of the title that do not count when it is filed; not said when none. */
  readonly nonFiling?: number;
  /** Copies with where they are, where the library tells; those that are alike together. */
  readonly items?: readonly KeptItem[];
  /** Identifiers that failed their check: kept, not matched on. */
  readonly unmatched?: readonly string[];
}

/** Copies of a record that are alike. */
export interface KeptItem {
  readonly count: number;
  readonly state: 'extant' | 'missing' | 'on-order';
  readonly branch?: string;
  readonly shelfMark?: string;
  readonly condition?: string;
}

/** What is made property by property, in the order in which it is written. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

const LONGEST = 500;
/** Kinds of copies of one record that are kept: a run of a serial can be in a thousand pieces. */
const ITEMS = 100;

export function describe(record: LocalRecord): Description {
  return {
    title: record.title.slice(0, LONGEST),
    ...(record.contributor === null ? {} : { contributor: record.contributor.slice(0, LONGEST) }),
    ...(record.year === null ? {} : { year: record.year }),
    material: record.material,
    language: record.language,
    audience: record.audience,
    ...(record.form === null ? {} : { form: record.form }),
    classifications: record.classifications.slice(0, 20).map(short),
  };
}

function short({ scheme, notation }: Classification): Classification {
  return { scheme, notation: notation.slice(0, 100) };
}

export function detailsOf(record: LocalRecord): Details | null {
  const { publisher, edition, part, nonFiling, unmatched } = record;
  const items = keptItems(record.items ?? []);
  const details: Writable<Details> = {};
  if (publisher !== null) details.publisher = publisher.slice(0, LONGEST);
  if (edition !== null) details.edition = edition.slice(0, LONGEST);
  if (part !== null) details.part = part.slice(0, LONGEST);
  if (nonFiling !== 0) details.nonFiling = nonFiling;
  if (items.length > 0) details.items = items;
  if (unmatched.length > 0) details.unmatched = unmatched.slice(0, 20);
  return Object.keys(details).length === 0 ? null : details;
}

/** What is withdrawn is no copy any more; where nothing is told but the number of copies, that is kept already. */
function keptItems(items: readonly Item[]): KeptItem[] {
  const kept = new Map<string, KeptItem>();
  for (const { count, state, branch, shelfMark, condition } of items) {
    if (state === 'withdrawn' || (branch ?? shelfMark ?? condition) === null) continue;
    const what = `${state}\u001f${branch}\u001f${shelfMark}\u001f${condition}`;
    const known = kept.get(what);
    if (known === undefined && kept.size === ITEMS) break;
    const alike: Writable<KeptItem> = { count: count + (known?.count ?? 0), state };
    if (branch !== null) alike.branch = branch.slice(0, 100);
    if (shelfMark !== null) alike.shelfMark = shelfMark.slice(0, 100);
    if (condition !== null) alike.condition = condition.slice(0, 100);
    kept.set(what, alike);
  }
  return [...kept.values()];
}

/**
 * How much a record tells. A title is described by its fullest record, among equals by the one with the smallest own
 * key: the same one in whatever order they came. Classification counts most, since profiles are cut by it.
 */
export function fullness(record: LocalRecord): number {
  let points = Math.min(record.classifications.length, 9) * 20;
  if (record.language !== 'und') points += 8;
  if (record.audience !== 'unknown') points += 8;
  if (record.form !== null) points += 8;
  if (record.year !== null) points += 4;
  if (record.contributor !== null) points += 4;
  if (record.publisher !== null) points += 2;
  if (record.title !== '') points += 10 + Math.min(record.title.length, 100) / 100;
  return Math.round(points * 10);
}
