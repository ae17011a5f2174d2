import type { MarcView } from '#libs/marc';
import type { Named } from '../../model/local-record.ts';
import type { SourceMapping } from '../mapping.ts';

/** How many copies a record stands for. On order is not held; withdrawn is no copy; missing is owned but not extant. */
export function countCopies(
  fields: MarcView,
  mapping: SourceMapping,
): { copies: number; extant: number; onOrder: number } {
  const { libraries } = mapping;
  for (const { tag, status, holder } of mapping.copies) {
    const items = fields.all(tag);
    if (items.length === 0) continue;
    let copies = 0;
    let extant = 0;
    let onOrder = 0;
    for (const item of items) {
      if (holder !== undefined && libraries.length > 0 && !libraries.includes(fields.subfield(item, holder))) continue;
      const states = status.split('').map((code) => fields.subfield(item, code).toUpperCase());
      if (states.some((state) => mapping.withdrawn.includes(state))) continue;
      if (states.some((state) => mapping.onOrder.includes(state))) {
        onOrder++;
        continue;
      }
      copies++;
      if (!states.some((state) => mapping.missing.includes(state))) extant++;
    }
    return { copies, extant, onOrder };
  }
  return { copies: 1, extant: 1, onOrder: 0 };
}

/** Whose copies a record has, by the names in the field that counts its copies. */
export function holdersIn(fields: MarcView, mapping: SourceMapping): Named[] {
  for (const { tag, holder } of mapping.copies) {
    const items = fields.all(tag);
    if (items.length === 0) continue;
    const names = holder === undefined ? [] : items.map((item) => fields.subfield(item, holder));
    return [...new Set(names)].filter((name) => name !== '').map((name) => [name]);
  }
  return [];
}
