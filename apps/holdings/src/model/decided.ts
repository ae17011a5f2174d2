import { decisionKey, isIdentifierKey, type TitleKey } from '#libs/kernel';
import type { Matchable } from './matching.ts';

/** `same`: what has one of these keys is one title. `apart`: these records are a title of their own. */
export const DECISION_KINDS = ['same', 'apart'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What a person decided about titles, as far as matching needs it. */
export interface Decision {
  readonly number: number;
  readonly kind: DecisionKind;
}

/** The decisions in force, by the keys that they are about: of titles for `same`, the records' own for `apart`. */
export type Decisions = ReadonlyMap<TitleKey, readonly Decision[]>;

/** A record as decisions leave it. */
export interface Decided extends Matchable {
  /** The keys that it was delivered with, its description last, where a decision sets them aside. */
  readonly setAside: readonly TitleKey[] | null;
}

/**
 * The keys of a record under the decisions in force. So the records and the decisions make the titles, and it does not
 * matter which came first:
 * 1. Of several decisions that set a record apart the latest counts. What it was delivered with connects it no longer;
 *    only the decision does, with the other records set apart by it.
 * 2. A decision that titles are the same connects every record that one of their names connects.
 */
export function decided(sent: Matchable, decisions: Decisions): Decided {
  const about = (key: TitleKey, kind: DecisionKind): number[] =>
    (decisions.get(key) ?? []).filter((it) => it.kind === kind).map(({ number }) => number);
  const apart = about(sent.record, 'apart');
  const { record } = sent;
  const setAside = apart.length === 0 ? null : [...sent.keys, ...given(sent.descriptionKey)];
  const left = setAside === null ? sent : { record, keys: [], descriptionKey: null };
  const same = namesBy(left).flatMap((key) => about(key, 'same'));
  const numbers = [...new Set([...same, ...(apart.length === 0 ? [] : [Math.max(...apart)])])];
  return {
    record,
    keys: [...left.keys, ...numbers.map(decisionKey).toSorted()],
    descriptionKey: left.descriptionKey,
    setAside,
  };
}

/** A record as it was delivered, from what decisions made of it. */
export function delivered({ record, keys, descriptionKey, setAside }: Decided): Matchable {
  if (setAside === null) return { record, keys: keys.filter((key) => isIdentifierKey(key)), descriptionKey };
  const last = setAside.at(-1);
  const described = last !== undefined && !isIdentifierKey(last);
  return { record, keys: described ? setAside.slice(0, -1) : setAside, descriptionKey: described ? last : null };
}

/** What a title can be called after because of this record: its identifiers, else its description, else itself. */
function namesBy({ record, keys, descriptionKey }: Matchable): readonly TitleKey[] {
  return keys.length > 0 ? keys : [descriptionKey ?? record];
}

function given(key: TitleKey | null): TitleKey[] {
  return key === null ? [] : [key];
}
