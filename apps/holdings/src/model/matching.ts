import { isIdentifierKey, type TitleId, type TitleKey } from '#libs/kernel';

/** A record as matching sees it. */
export interface Matchable {
  /** Its own key: what it is called when nothing else is known of it. */
  readonly record: TitleKey;
  /** Its identifiers, smallest first, and after them the decisions about it (`decided.ts`). */
  readonly keys: readonly TitleKey[];
  readonly descriptionKey: TitleKey | null;
}

/** Which title each record belongs to, by the record's own key. */
export type Assignment = Map<TitleKey, TitleId>;

/**
 * Clusters records into titles. The rules, and nothing but the records and the decisions about them decides, not their
 * order:
 * 1. Records that share an identifier, or a decision, are one title.
 * 2. Records with the same description are one title as soon as at least one of them has no identifier.
 * 3. A title is called after its smallest key; a record without any key is a title of its own.
 */
export function cluster(records: Iterable<Matchable>): Assignment {
  const all = [...records];
  const keysOf = connecting(all);
  const groups = new Groups();
  for (const it of all) {
    const keys = keysOf(it);
    for (const key of keys) groups.join(keys[0] ?? it.record, key);
  }
  return new Map(all.map((it) => [it.record, groups.nameOf(keysOf(it)[0] ?? it.record)]));
}

/**
 * The keys that connect each of these records, which are all that have a key in common: its identifiers, its description
 * where that counts, else itself, and the decisions about it.
 */
export function connecting(records: readonly Matchable[]): (it: Matchable) => readonly TitleKey[] {
  const withoutIdentifier = new Set<TitleKey>();
  for (const it of records) {
    if (!isIdentified(it) && it.descriptionKey !== null) withoutIdentifier.add(it.descriptionKey);
  }
  return (it) => {
    const described = it.descriptionKey !== null && withoutIdentifier.has(it.descriptionKey);
    if (described) return [...it.keys, it.descriptionKey];
    return isIdentified(it) ? it.keys : [...it.keys, it.record];
  };
}

function isIdentified({ keys: [first] }: Matchable): boolean {
  return first !== undefined && isIdentifierKey(first);
}

/** Union-find over keys; the root of a group is its smallest key, so a group's name needs no search. */
class Groups {
  readonly #above = new Map<TitleKey, TitleKey>();

  nameOf(key: TitleKey): TitleKey {
    let root = key;
    for (let above = this.#above.get(root); above !== undefined; above = this.#above.get(root)) root = above;
    for (let at = key; at !== root;) {
      const above = this.#above.get(at) ?? root;
      this.#above.set(at, root);
      at = above;
    }
    return root;
  }

  join(one: TitleKey, other: TitleKey): void {
    const a = this.nameOf(one);
    const b = this.nameOf(other);
    if (a < b) this.#above.set(b, a);
    else if (b < a) this.#above.set(a, b);
  }
}

export interface Regrouping {
  readonly merges: readonly { readonly from: TitleId; readonly into: TitleId }[];
  readonly splits: readonly { readonly from: TitleId; readonly into: readonly TitleId[] }[];
}

/**
 * What became of titles, told by the records that were there before and after: a title whose records went to one other
 * merged into it (or was merely renamed when that is new and took from nobody else: then it is a merge too, for those
 * who hold something against its id); one whose records are now in several titles was split.
 */
export function regrouping(before: Assignment, after: Assignment): Regrouping {
  const destinations = new Map<TitleId, Set<TitleId>>();
  for (const [record, from] of before) {
    const into = after.get(record);
    if (into === undefined) continue;
    const known = destinations.get(from);
    if (known === undefined) destinations.set(from, new Set([into]));
    else known.add(into);
  }
  const inUse = new Set(after.values());
  const merges: { from: TitleId; into: TitleId }[] = [];
  const splits: { from: TitleId; into: TitleId[] }[] = [];
  for (const [from, targets] of [...destinations].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const into = [...targets].sort();
    if (into.length > 1) splits.push({ from, into });
    else if (into[0] !== undefined && into[0] !== from && !inUse.has(from)) merges.push({ from, into: into[0] });
  }
  return { merges, splits };
}
