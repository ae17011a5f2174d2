import type { Item, Named } from '../../model/local-record.ts';
import { fieldRef, type PicaMapping } from '../mapping.ts';
import { stateOf } from '../state.ts';
import { type PicaField, valueOf, valuesOf } from './fields.ts';

/** What a library has of a title: a field of level 1 names it, and the fields of level 2 behind that are its copies. */
interface Library {
  readonly names: readonly string[];
  /** Fields of level 2 by their occurrence: one copy each. */
  readonly items: Map<string, PicaField[]>;
}

/** The copies of a record that count for its source. A library without copies of its own that is named has one. */
export function itemsIn(
  fields: readonly PicaField[],
  mapping: PicaMapping,
): { items: Item[]; owned: boolean; holders: Named[] } {
  const libraries = librariesIn(fields, mapping);
  const wanted = new Set(mapping.libraries);
  const counting = wanted.size === 0 ? libraries : libraries.filter(({ names }) => names.some((it) => wanted.has(it)));
  const items = counting.flatMap(({ names, items: some }) =>
    Array.from(some.values(), (copy) => itemOf(copy, names.at(-1) ?? null, mapping)),
  );
  const holders = libraries.map(({ names }) => names).filter((names) => names.length > 0);
  return { items, owned: counting.length > 0 || wanted.size === 0, holders };
}

function librariesIn(fields: readonly PicaField[], mapping: PicaMapping): Library[] {
  const refs = mapping.holder.map(fieldRef);
  const libraries: Library[] = [];
  for (const field of fields) {
    const level = field.tag[0];
    const names: string[] = [];
    for (const { tag, code } of refs) if (tag === field.tag) names.push(...valuesOf(field, code));
    if (names.length > 0) libraries.push({ names, items: new Map() });
    if (level !== '2' || field.occurrence === '') continue;
    // An export of one library leaves its name out.
    if (libraries.length === 0) libraries.push({ names: [], items: new Map() });
    const { items } = libraries.at(-1) as Library;
    const known = items.get(field.occurrence);
    if (known === undefined) items.set(field.occurrence, [field]);
    else known.push(field);
  }
  for (const { items } of libraries) {
    // Fields that only describe (245Z) are no copy: a copy has a number (203@) of its own.
    for (const [occurrence, copy] of items) if (!copy.some(({ tag }) => tag === '203@')) items.delete(occurrence);
  }
  return libraries;
}

function itemOf(copy: readonly PicaField[], holder: string | null, mapping: PicaMapping): Item {
  const one = (ref: string): string | null => {
    const { tag, code } = fieldRef(ref);
    for (const field of copy) {
      const value = field.tag === tag ? valueOf(field, code) : '';
      if (value !== '') return value;
    }
    return null;
  };
  return {
    count: 1,
    id: one('203@ $0'),
    holder,
    branch: one(mapping.branch),
    shelfMark: one(mapping.shelfMark),
    condition: mapping.condition === null ? null : one(mapping.condition),
    state: stateOf(one(mapping.status) ?? '', mapping),
  };
}
