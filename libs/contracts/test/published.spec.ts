import 'reflect-metadata';
import { type FactType, SAYS, SERVICES } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakingChanges } from '../generate/breaking.ts';
import { documents } from '../generate/documents.ts';
import { schemaFile } from '../generate/published.ts';
import { type Schema, schemaOf } from '../generate/schema.ts';
import { readFixture } from '../generate/write.ts';

const root = join(import.meta.dirname, '../../..');
const facts: (readonly [string, FactType])[] = SERVICES.flatMap((service) =>
  SAYS[service].map((fact) => [fact.type, fact] as const),
);
const ajv = new Ajv({ allErrors: true, formats: { uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ } });

function published(file: string): string {
  return readFileSync(join(root, 'docs', file), 'utf8');
}

type Values = Record<string, unknown>;

/** The data without one required field, for each of them, at any depth. */
function* lacking(schema: Schema, data: Values): Generator<[field: string, rest: Values]> {
  for (const field of schema.required ?? []) {
    const { [field]: _missing, ...rest } = data;
    yield [field, rest];
  }
  for (const [field, { items }] of Object.entries(schema.properties ?? {})) {
    const list = data[field];
    if (items === undefined || !Array.isArray(list)) continue;
    const [first, ...others] = list as Values[];
    for (const [within, rest] of lacking(items, first ?? {})) {
      yield [`${field}.${within}`, { ...data, [field]: [rest, ...others] }];
    }
  }
}

describe.each(facts)('%s', (type, fact) => {
  const fixture = readFixture(root, type);

  it('has a fixture that its class accepts, with no field besides', () => {
    const made = plainToInstance(fact, fixture);
    expect(validateSync(made, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true })).toEqual([]);
    expect(made).toEqual(expect.objectContaining(fixture as Record<string, unknown>));
  });

  it('has a schema that accepts the fixture, and misses each required field as its class does', () => {
    const schema = schemaOf(fact);
    const accepts = ajv.compile(schema);
    expect(accepts(fixture) ? [] : accepts.errors).toEqual([]);
    for (const [field, rest] of lacking(schema, fixture as Values)) {
      expect([field, accepts(rest)]).toEqual([field, false]);
      expect([field, validateSync(plainToInstance(fact, rest))]).not.toEqual([field, []]);
    }
  });

  it('has not changed in a way that would break a hearer', () => {
    const before = JSON.parse(published(schemaFile(type))) as Schema;
    expect(breakingChanges(before, schemaOf(fact))).toEqual([]);
  });
});

it('publishes documents that say what the classes say; else run `npm run contracts`', () => {
  const files = documents(join(root, 'libs/contracts/src'), (type) => readFixture(root, type));
  for (const [name, content] of files) expect([name, published(name)]).toEqual([name, content]);
});

it('publishes no schema and keeps no fixture of an event that nobody says any more', () => {
  const types = facts.map(([type]) => `${type}.json`).sort();
  expect(readdirSync(join(root, 'docs/events/schemas')).sort()).toEqual(types);
  expect(readdirSync(join(root, 'libs/contracts/fixtures')).sort()).toEqual(types);
});
