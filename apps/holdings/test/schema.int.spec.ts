import { readFile, writeFile } from 'node:fs/promises';
import { type FreshDatabase, freshDatabase, schemaOf } from '#libs/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';

const FILE = new URL('../schema.sql', import.meta.url);

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
}, 120_000);

afterAll(async () => {
  await database.drop();
});

it('schema.sql is what the migrations add up to; write it with UPDATE_SCHEMA=1', async () => {
  const schema = await schemaOf(database.orm.em.fork());
  if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(FILE, schema);
  expect(await readFile(FILE, 'utf8')).toBe(schema);
});
