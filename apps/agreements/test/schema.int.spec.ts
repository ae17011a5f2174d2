import { readFile, writeFile } from 'node:fs/promises';
import { type FreshDatabase, freshDatabase, schemaOf } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { entities } from '../src/store/entities.ts';
import { START } from './running.ts';

const FILE = new URL('../schema.sql', import.meta.url);

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase('agreements', migrations, entities);
}, START);

afterAll(async () => {
  await database.drop();
});

describe('schema.sql', () => {
  it('is what the migrations add up to; write it with UPDATE_SCHEMA=1', async () => {
    const schema = await schemaOf(database.orm.em.fork());
    if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(FILE, schema);
    expect(await readFile(FILE, 'utf8')).toBe(schema);
  });

  it('has every column that the model is kept in', async () => {
    for (const metadata of database.orm.getMetadata().getAll().values()) {
      const columns = metadata.props.flatMap(({ fieldNames }) => fieldNames).join(', ');
      await expect(
        database.orm.em.fork().execute(`select ${columns} from ${metadata.tableName} limit 0`),
      ).resolves.toEqual([]);
    }
  });
});
