import type { Field, MarcView } from '#libs/marc';
import type { Item } from '../../model/local-record.ts';
import type { CopyField, SourceMapping } from '../mapping.ts';

/** The copies of a record that count for its source; `null` when no field tells of any. */
export function copiesIn(fields: MarcView, mapping: SourceMapping): Item[] | null {
  const { libraries } = mapping;
  for (const where of mapping.copies) {
    const copies = fields.all(where.tag);
    if (copies.length === 0) continue;
    const items = copies.map((copy) => itemIn(fields, copy, where, mapping));
    return libraries.length === 0
      ? items
      : items.filter(({ holder }) => where.holder === undefined || libraries.includes(holder ?? ''));
  }
  return null;
}

function itemIn(fields: MarcView, copy: Field, where: CopyField, mapping: SourceMapping): Item {
  const one = (code: string | undefined): string | null =>
    code === undefined ? null : fields.subfield(copy, code) || null;
  return {
    count: 1,
    id: null,
    holder: one(where.holder),
    branch: one(where.branch),
    shelfMark: shelfMarkIn(fields, copy, where.shelfMark),
    condition: one(where.condition),
    state: stateIn(fields, copy, where.status, mapping),
  };
}

function shelfMarkIn(fields: MarcView, copy: Field, codes: string | undefined): string | null {
  if (codes === undefined) return null;
  let mark = '';
  for (let i = 0; i < codes.length; i++) {
    const part = fields.subfield(copy, codes[i]!);
    if (part !== '') mark += mark === '' ? part : ` ${part}`;
  }
  return mark || null;
}

function stateIn(fields: MarcView, copy: Field, codes: string, mapping: SourceMapping): Item['state'] {
  let state: Item['state'] = 'extant';
  for (let i = 0; i < codes.length; i++) {
    const status = fields.subfield(copy, codes[i]!).toUpperCase();
    if (status === '') continue;
    if (mapping.withdrawn.includes(status)) return 'withdrawn';
    if (mapping.onOrder.includes(status)) state = 'on-order';
    else if (mapping.missing.includes(status) && state === 'extant') state = 'missing';
  }
  return state;
}
