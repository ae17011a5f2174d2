import { describe, expect, it } from '@jest/globals';
import { breakingChanges } from '../generate/breaking.ts';
import type { Schema } from '../generate/schema.ts';

const before: Schema = {
  type: 'object',
  required: ['isil', 'lines'],
  properties: {
    isil: { type: 'string', minLength: 1 },
    kind: { enum: ['library', 'partner'] },
    lines: {
      type: 'array',
      items: { type: 'object', required: ['titles'], properties: { titles: { type: 'integer', minimum: 0 } } },
    },
  },
};

function changed(change: (schema: Schema) => void): string[] {
  const after = structuredClone(before);
  change(after);
  return breakingChanges(before, after);
}

const line = (schema: Schema): Schema => schema.properties?.['lines']?.items ?? {};

describe('a published contract', () => {
  it('may gain an optional field, anywhere', () => {
    expect(
      changed((schema) => {
        schema.properties!['remark'] = { type: 'string' };
        line(schema).properties!['remark'] = { type: 'string' };
      }),
    ).toEqual([]);
  });

  it('may gain a word', () => {
    expect(changed((schema) => (schema.properties!['kind'] = { enum: ['library', 'partner', 'museum'] }))).toEqual([]);
  });

  it.each<[string, (schema: Schema) => void]>([
    ['kind was removed', (schema) => delete schema.properties!['kind']],
    ['isil was string and is now integer', (schema) => (schema.properties!['isil'] = { type: 'integer' })],
    ['kind is now required', (schema) => schema.required!.push('kind')],
    ['isil is no longer always there', (schema) => schema.required!.shift()],
    ['kind may no longer be partner', (schema) => (schema.properties!['kind'] = { enum: ['library'] })],
    ['isil has another pattern', (schema) => (schema.properties!['isil']!.pattern = '^NL')],
    ['lines[].titles has a higher minimum', (schema) => (line(schema).properties!['titles']!.minimum = 1)],
    ['lines[].titles was removed', (schema) => delete line(schema).properties!['titles']],
    [
      'lines[].copies is now required',
      (schema) => {
        line(schema).properties!['copies'] = { type: 'integer' };
        line(schema).required!.push('copies');
      },
    ],
  ])('is broken when %s', (said, change) => {
    expect(changed(change)).toContain(said);
  });
});
