import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { keysOf } from '../model/keys.ts';
import { cluster } from '../model/matching.ts';
import { columnsIn } from '../reading/csv/columns.ts';
import { recordOf } from '../reading/csv/row.ts';
import { verify } from '../queries/verify.ts';

const HEADER = ['id', 'isbn', 'ppn', 'titel', 'jaar', 'uitgever', 'exemplaren'];
const PARTICIPANTS = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003'];

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 2, holdAbove: 1 });
  for (const isil of PARTICIPANTS) await imports.participant(isil);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

/** Few identifiers and few descriptions, so that records bridge, and descriptions come to count and cease to. */
const line = fc
  .record({
    id: fc.integer({ min: 1, max: 5 }),
    isbn: fc.uniqueArray(fc.integer({ min: 1, max: 4 }).map(isbnOf), { maxLength: 2 }),
    ppn: fc.option(fc.integer({ min: 1, max: 3 }).map((it) => `10000000${it}`)),
    title: fc.constantFrom('Alfa', 'Bèta', 'Gamma'),
    described: fc.boolean(),
    copies: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ id, isbn, ppn, title, described, copies }) =>
    [id, isbn.join('|'), ppn ?? '', title, described ? 2001 : '', described ? 'Bruna' : '', copies].join(';'),
  );

const load = fc.record({
  participant: fc.constantFrom(...PARTICIPANTS),
  mode: fc.constantFrom('full' as const, 'delta' as const, 'deletions' as const),
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: (it) => it.split(';')[0] }),
});

it('has the titles, holdings and events that its records make, whatever was loaded before and in what order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(load, { minLength: 1, maxLength: 7 }), async (loads) => {
      await imports.empty();
      const held = new Map<string, string>();
      for (const { participant, mode, lines } of loads) {
        if (mode === 'full') for (const key of held.keys()) if (key.startsWith(`${participant}/`)) held.delete(key);
        for (const it of lines) {
          const key = `${participant}/${it.split(';')[0]}`;
          if (mode === 'deletions' || it.endsWith(';0')) held.delete(key);
          else held.set(key, it);
        }
        const run = await imports.deliver([HEADER.join(';'), ...lines].join('\n'), { participant, mode });
        expect(run.state).toBe('done');
      }
      expect(groups(await imports.titles())).toEqual(groups(expected(held)));
      expect(await imports.projected()).toEqual(await imports.state());
      expect(await verify(imports.em.fork())).toMatchObject({ equal: true, differences: [] });
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 12) },
  );
}, 600_000);

/** The titles that clustering everything from scratch gives. */
function expected(held: ReadonlyMap<string, string>): Record<string, string[]> {
  const columns = columnsIn(HEADER);
  const records = [...held].map(([name, text], i) => {
    const record = recordOf(text.split(';'), columns);
    if ('code' in record) throw new Error(record.message);
    const { keys, descriptionKey } = keysOf(record);
    return { name, keys, descriptionKey, record: `8${String(i).padStart(18, '0')}` };
  });
  const titles: Record<string, string[]> = {};
  const assignment = cluster(records);
  for (const { name, record } of records) (titles[assignment.get(record) ?? ''] ??= []).push(name);
  return titles;
}

/** Titles that have no key but a record's own are called after something that only the database knows. */
function groups(titles: Record<string, string[]>): [string, string[]][] {
  return Object.entries(titles)
    .map(([id, records]): [string, string[]] => [id.startsWith('8') ? '8' : id, records.toSorted()])
    .toSorted(([a, [x = '']], [b, [y = '']]) => (a + x < b + y ? -1 : 1));
}
