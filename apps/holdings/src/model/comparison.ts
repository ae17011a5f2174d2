import {
  decisionIn,
  type Identifier,
  identifierIn,
  isIdentifierKey,
  keyOf,
  normalise,
  type TitleId,
  type TitleKey,
} from '#libs/kernel';
import { type Decided, delivered } from './decided.ts';
import { connecting } from './matching.ts';

/** What a record says of itself, as far as its description is compared. */
export interface Described {
  readonly title: string;
  readonly year: number | null;
  readonly publisher: string | null;
  readonly edition: string | null;
  readonly part: string | null;
  readonly material: string;
}

/** A record to be compared, or one between two that are. */
export interface ComparedRecord extends Decided {
  readonly titleId: TitleId;
  /** The decision that set it apart. */
  readonly apartBy: number | null;
  readonly described: Described;
}

/** What two records have in common that makes them one title. */
export type Connection =
  /** `identifier` is null where the number is of a part or an electronic manifestation: its key does not say which. */
  | { readonly kind: 'identifier'; readonly identifier: Identifier | null }
  | { readonly kind: 'description' }
  | { readonly kind: 'decision'; readonly number: number };

/** A step on the way from one record to the other. */
export interface Link {
  readonly from: TitleKey;
  readonly to: TitleKey;
  readonly by: Connection;
}

/** Why two records are not one title; each is told only where it applies. */
export type Reason =
  | { readonly kind: 'set-apart'; readonly record: TitleKey; readonly number: number }
  | { readonly kind: 'no-number-shared'; readonly one: readonly Identifier[]; readonly other: readonly Identifier[] }
  | { readonly kind: 'number-of-another-part'; readonly identifier: Identifier }
  | { readonly kind: 'description-does-not-count' }
  | {
      readonly kind: 'description-incomplete';
      readonly record: TitleKey;
      readonly missing: readonly DescriptionField[];
    }
  | { readonly kind: 'description-differs'; readonly fields: readonly DescriptionField[] };

const DESCRIPTION_FIELDS = ['title', 'year', 'publisher', 'edition', 'part', 'material'] as const;
export type DescriptionField = (typeof DESCRIPTION_FIELDS)[number];

export type Comparison =
  | { readonly same: true; readonly links: readonly Link[] }
  | { readonly same: false; readonly reasons: readonly Reason[] };

/** Why two records are, or are not, one title. `members` are all records of the title of `one`. */
export function compare(one: ComparedRecord, other: ComparedRecord, members: readonly ComparedRecord[]): Comparison {
  if (one.titleId === other.titleId) return { same: true, links: shortestWay(one, other, members) };
  return {
    same: false,
    reasons: [...setApart(one, other), ...numbersDiffer(one, other), ...descriptionsDiffer(one, other)],
  };
}

/** Walks from record to record over what they have in common, the nearest first. */
function shortestWay(one: ComparedRecord, other: ComparedRecord, members: readonly ComparedRecord[]): Link[] {
  const keysOf = connecting(members);
  const having = new Map<TitleKey, ComparedRecord[]>();
  for (const it of members) for (const key of keysOf(it)) having.set(key, [...(having.get(key) ?? []), it]);
  const cameBy = new Map<TitleKey, Link | null>([[one.record, null]]);
  const reached = [one];
  for (const from of reached) {
    for (const key of keysOf(from)) {
      for (const it of having.get(key) ?? []) {
        if (cameBy.has(it.record)) continue;
        cameBy.set(it.record, { from: from.record, to: it.record, by: connection(key) });
        reached.push(it);
      }
      having.delete(key);
    }
    if (cameBy.has(other.record)) break;
  }
  const way: Link[] = [];
  for (let link = cameBy.get(other.record); link != null; link = cameBy.get(link.from)) way.unshift(link);
  return way;
}

function connection(key: TitleKey): Connection {
  if (isIdentifierKey(key)) return { kind: 'identifier', identifier: identifierIn(key) };
  const number = decisionIn(key);
  return number === null ? { kind: 'description' } : { kind: 'decision', number };
}

function setApart(...both: readonly ComparedRecord[]): Reason[] {
  return both.flatMap(({ record, apartBy }) =>
    apartBy === null ? [] : [{ kind: 'set-apart' as const, record, number: apartBy }],
  );
}

function numbersDiffer(one: ComparedRecord, other: ComparedRecord): Reason[] {
  const [its, others] = [delivered(one).keys, delivered(other).keys];
  if (its.some((key) => others.includes(key))) return [];
  const ofAnotherPart = [...inAnotherPart(its, other, others), ...inAnotherPart(others, one, its)];
  if (ofAnotherPart.length > 0) {
    return ofAnotherPart.map((identifier) => ({ kind: 'number-of-another-part', identifier }));
  }
  return [{ kind: 'no-number-shared', one: identifiers(its), other: identifiers(others) }];
}

/** Numbers that the other record has too, as that of a part or of an electronic manifestation. */
function inAnotherPart(keys: readonly TitleKey[], other: ComparedRecord, others: readonly TitleKey[]): Identifier[] {
  const part = normalise(other.described.part ?? '');
  return identifiers(keys).filter((it) =>
    [false, true].some((electronic) => others.includes(keyOf(it, { part, electronic }))),
  );
}

function identifiers(keys: readonly TitleKey[]): Identifier[] {
  return keys.flatMap((key) => identifierIn(key) ?? []);
}

function descriptionsDiffer(one: ComparedRecord, other: ComparedRecord): Reason[] {
  const [its, others] = [delivered(one).descriptionKey, delivered(other).descriptionKey];
  const incomplete = [one, other]
    .filter((it) => delivered(it).descriptionKey === null)
    .map(({ record, described }): Reason => ({
      kind: 'description-incomplete',
      record,
      missing: missingFrom(described),
    }));
  if (incomplete.length > 0) return incomplete;
  if (its === others)
    return one.apartBy === null && other.apartBy === null ? [{ kind: 'description-does-not-count' }] : [];
  const fields = DESCRIPTION_FIELDS.filter((it) => plain(one.described[it]) !== plain(other.described[it]));
  // The same letters with another beginning to skip, or print beside electronic, differ in what the title is filed as.
  return [{ kind: 'description-differs', fields: fields.length === 0 ? ['title'] : fields }];
}

/** A description counts with a title, a year and a publisher. */
function missingFrom(described: Described): DescriptionField[] {
  return (['title', 'year', 'publisher'] as const).filter((it) => plain(described[it]) === '');
}

function plain(value: string | number | null): string {
  return normalise(String(value ?? ''));
}
