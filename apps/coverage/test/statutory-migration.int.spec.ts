import { migrate, ormOptions } from '#libs/platform';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { StatutoryCategories20261127T1400 } from '../src/migrations/20261127T1400-statutory-categories.ts';
import { numberOfCategory, STATUTORY_CATEGORIES, statutoryCategory } from '../src/model/statutory-category.ts';
import { COUNTS } from '../src/store/recount.ts';
import { NEWEST_DAY } from '../src/store/statistics-by-day.ts';

const BEFORE = migrations.slice(0, migrations.indexOf(StatutoryCategories20261127T1400));
const MATERIALS = ['book', 'e-book', 'score'];
const AUDIENCES = ['youth', 'adult', 'unknown'];

let database: FreshDatabase;
let orm: MikroORM;
beforeAll(async () => {
  database = await freshDatabase('coverage', BEFORE);
  orm = await MikroORM.init({ ...ormOptions({ url: database.url, migrations }), logger: () => undefined });
}, 120_000);
afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

const sorted = async (sql: string): Promise<string[]> =>
  (await orm.em.fork().execute<{ line: string }[]>(`select to_jsonb(d)::text as line from (${sql}) d`))
    .map(({ line }) => line)
    .toSorted();

describe('an installation that counts already', () => {
  it('counts each title in its category from then on, as a recount would', async () => {
    const em = orm.em.fork();
    const kinds = MATERIALS.flatMap((material) => AUDIENCES.map((audience) => [material, audience] as const));
    await em.execute(`insert into participant (isil, version) values ('NL-1', 1), ('NL-2', 1)`);
    for (const [at, [material, audience]] of kinds.entries()) {
      await em.execute(
        `insert into title (id, version, keys, title, material, language, audience, classifications, gone, profiles)
         values (?, 1, '{}', 'T', ?, 'dut', ?, '[]', ?, ?::int[])`,
        [at + 1, material, audience, at === 0, at === 0 ? '{}' : '{0}'],
      );
      await em.execute(
        `insert into holding (participant, title, copies, extant, on_order, version)
         select number, ?, case isil when 'NL-1' then 2 else ? end, 0, 1, 1 from participant`,
        [at + 1, at % 2],
      );
    }
    await em.execute(`insert into counted_profile (profile, since) values ('', '2026-01-01')`);
    await em.execute(`update projection set counted_on = '2026-01-02'`);
    for (const table of ['participant_statistics', 'holders_histogram'] as const)
      await em.execute(`insert into ${table} ${COUNTS[table]}`);

    await migrate(orm);

    const titles = await em.execute<{ material: string; audience: string; profiles: number[] }[]>(
      'select material, audience, profiles from title where not gone',
    );
    expect(titles).toHaveLength(kinds.length - 1);
    for (const { material, audience, profiles } of titles)
      expect(profiles).toEqual([numberOfCategory(statutoryCategory(material, audience, null)), 0]);
    for (const table of ['participant_statistics', 'holders_histogram'] as const)
      expect(await sorted(`select * from ${table}`)).toEqual(await sorted(COUNTS[table]));
    const categories = `where profile like 'statutory %'`;
    expect(await sorted(`select * from (${NEWEST_DAY.kept}) k ${categories}`)).toEqual(
      await sorted(`select * from (${NEWEST_DAY.counted}) c ${categories}`),
    );
    const [since] = await em.execute<{ count: number }[]>(
      `select count(*)::int as count from counted_profile ${categories}`,
    );
    expect(since?.count).toBe(STATUTORY_CATEGORIES.length);
  });

  it('takes no other form than those that there are', async () => {
    await expect(orm.em.fork().execute(`update title set form = 'poem'`)).rejects.toThrow('title_form_known');
  });
});
