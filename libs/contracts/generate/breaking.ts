import type { Schema } from './schema.ts';

/**
 * What would break somebody if a published contract changed from `before` to `after`: a hearer that reads new events
 * with the old class, or old events (a replay) with the new one. Added optional fields and added values of a list of
 * words are allowed; hearers are deployed before the publisher that uses a new word.
 */
export function breakingChanges(before: Schema, after: Schema, at = ''): string[] {
  const where = at === '' ? 'the event' : at;
  if (typeOf(before) !== typeOf(after)) return [`${where} was ${typeOf(before)} and is now ${typeOf(after)}`];
  return [
    ...narrowed(before, after, where),
    ...fieldChanges(before, after, at),
    ...(before.items !== undefined && after.items !== undefined
      ? breakingChanges(before.items, after.items, `${at}[]`)
      : []),
  ];
}

function typeOf(schema: Schema): string {
  return schema.type ?? (schema.enum === undefined ? 'anything' : typeof schema.enum[0]);
}

function narrowed(before: Schema, after: Schema, where: string): string[] {
  const found: string[] = [];
  const gone = (before.enum ?? []).filter((value) => after.enum !== undefined && !after.enum.includes(value));
  if (gone.length > 0) found.push(`${where} may no longer be ${gone.join(', ')}`);
  if (before.enum === undefined && after.enum !== undefined) found.push(`${where} is now limited to a list of values`);
  if (before.enum !== undefined && after.enum === undefined)
    found.push(`${where} is no longer limited to a list of values`);
  if (before.pattern !== after.pattern) found.push(`${where} has another pattern`);
  if (before.format !== after.format) found.push(`${where} has another format`);
  if ((after.minLength ?? 0) > (before.minLength ?? 0)) found.push(`${where} must now be longer`);
  if ((after.minimum ?? -Infinity) > (before.minimum ?? -Infinity)) found.push(`${where} has a higher minimum`);
  if ((after.maximum ?? Infinity) < (before.maximum ?? Infinity)) found.push(`${where} has a lower maximum`);
  return found;
}

function fieldChanges(before: Schema, after: Schema, at: string): string[] {
  const found: string[] = [];
  const name = (field: string): string => (at === '' ? field : `${at}.${field}`);
  for (const [field, was] of Object.entries(before.properties ?? {})) {
    const is = after.properties?.[field];
    if (is === undefined) found.push(`${name(field)} was removed`);
    else found.push(...breakingChanges(was, is, name(field)));
  }
  for (const field of after.required ?? []) {
    if (!(before.required ?? []).includes(field)) found.push(`${name(field)} is now required`);
  }
  for (const field of before.required ?? []) {
    if (after.properties?.[field] !== undefined && !(after.required ?? []).includes(field)) {
      found.push(`${name(field)} is no longer always there`);
    }
  }
  return found;
}
