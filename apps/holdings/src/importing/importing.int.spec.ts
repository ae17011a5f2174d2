import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { isbnOf } from '#libs/records';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';

const A = 'NL-0800000001';
const B = 'NL-0800000002';

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 3 });
  await imports.participant(A);
  await imports.participant(B);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

/** Lines of a list with these columns. */
function csv(...lines: string[]): string {
  return ['id;isbn;ppn;titel;jaar;uitgever;exemplaren', ...lines].join('\n');
}

const ISBN_1 = isbnOf(1);

describe('importing a list', () => {
  it("makes titles and holdings, and tells them between the run's beginning and end", async () => {
    const run = await imports.deliver(
      csv(
        `1;${ISBN_1};;De eerste;2001;Bruna;2`,
        '2;;123456789;De tweede;2002;Bruna;1',
        '3;;;Zonder nummer;2003;Bruna;1',
        '4;;;Kaal;;;1',
      ),
      { participant: A },
    );
    expect(run).toMatchObject({
      state: 'done',
      format: 'csv',
      records: 4,
      rejected: 0,
      added: 4,
      changed: 0,
      removed: 0,
    });
    expect(Object.keys(await imports.titles()).map((id) => id[0])).toEqual(['1', '2', '7', '8']);
    expect(Object.values(await imports.holdings())).toEqual(['2/2/0', '1/1/0', '1/1/0', '1/1/0']);
    const said = await imports.said();
    expect(said.map(({ type }) => type)).toEqual([
      'run-started.v1',
      'titles-changed.v1',
      'holdings-changed.v1',
      'titles-changed.v1',
      'holdings-changed.v1',
      'run-finished.v1',
    ]);
    expect(said[1]?.data).toMatchObject({
      version: 1,
      run: run.id,
      titles: [
        {
          id: `1${ISBN_1.padStart(18, '0')}`,
          keys: [`1${ISBN_1.padStart(18, '0')}`],
          title: 'De eerste',
          year: 2001,
          material: 'book',
          language: 'und',
        },
        {},
        { keys: [], title: 'Zonder nummer' },
      ],
    });
  });
});
