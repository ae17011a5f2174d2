import { readFile, writeFile } from 'node:fs/promises';
import { freshDatabase, schemaOf, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { CollectionPlanSchema } from '../src/store/collection-plan.schema.ts';
import { FollowUpSchema } from '../src/store/follow-up.schema.ts';
import { PlanCommentSchema } from '../src/store/plan-comment.schema.ts';

const FILE = new URL('../schema.sql', import.meta.url);

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase('coverage', migrations, [CollectionPlanSchema, FollowUpSchema, PlanCommentSchema]);
});
afterAll(() => database.drop());

describe('schema.sql', () => {
  it('is what the migrations add up to; write it with UPDATE_SCHEMA=1', async () => {
    const schema = await schemaOf(database.orm.em.fork());
    if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(FILE, schema);
    expect(await readFile(FILE, 'utf8')).toBe(schema);
  });

  it('has every column that the model is kept in', async () => {
    for (const { tableName, props } of database.orm.getMetadata().getAll().values()) {
      const columns = props.flatMap(({ fieldNames }) => fieldNames).join(', ');
      await expect(database.orm.em.fork().execute(`select ${columns} from ${tableName} limit 0`)).resolves.toEqual([]);
    }
  });
});
