import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { verify } from '../src/queries/verify.ts';
import { Imports } from './importing.ts';
import { type OracleRecord, oracleRecords, oracleTitles } from './oracle.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/marc');
const there = existsSync(DATA);
if (!there && process.env['CI']) throw new Error(`The real records are not at ${DATA}; CI needs them`);
if (!there) process.stderr.write(`Without the real records at ${DATA} their tests are passed over\n`);

const HUNTINGTON = 'NL-0800000001';
const CONGRESS = 'NL-0800000002';

(there ? describe : describe.skip)('real records', () => {
  let database: FreshDatabase;
  let imports: Imports;
  let jazz: Buffer;
  let books: Buffer;
  let part: Buffer;

  beforeAll(async () => {
    database = await freshDatabase('holdings', migrations);
    imports = await Imports.over(database.orm, { chunk: 300 });
    await imports.participant(HUNTINGTON);
    await imports.participant(CONGRESS);
    jazz = readFileSync(join(DATA, 'evergreen_jazz_1k.mrc'));
    books = readFileSync(join(DATA, 'qa_BooksAll.2014.part01-0001.mrc'));
    part = jazz.subarray(0, nthEnd(jazz, 250));
  }, 120_000);

  afterAll(async () => {
    await imports?.stop();
    await database?.drop();
  });

  it('make the titles, holdings and overlap that an independent count finds', async () => {
    const runs = [
      await imports.deliver(jazz, { participant: HUNTINGTON }),
      await imports.deliver(books, { participant: CONGRESS }),
      await imports.deliver(part, { participant: CONGRESS, source: 'jazz' }),
    ];
    expect(runs.map(({ records, rejected, added }) => [records, rejected, added])).toEqual([
      [1000, 0, 1000],
      [100, 0, 100],
      [250, 0, 250],
    ]);
    const counted = [
      ...oracleRecords(jazz, HUNTINGTON),
      ...oracleRecords(books, CONGRESS),
      ...oracleRecords(part, CONGRESS),
    ];
    const expected = oracleTitles(counted);
    const holdings = Object.keys(await imports.holdings());
    const heldBy = (isil: string): Set<string> =>
      new Set(holdings.filter((it) => it.startsWith(isil)).map((it) => it.slice(isil.length)));
    expect({
      titles: Object.keys(await imports.titles()).length,
      huntington: heldBy(HUNTINGTON).size,
      congress: heldBy(CONGRESS).size,
      overlap: heldBy(HUNTINGTON).intersection(heldBy(CONGRESS)).size,
    }).toEqual({
      titles: expected.length,
      huntington: expected.filter((it) => holds(it, HUNTINGTON)).length,
      congress: expected.filter((it) => holds(it, CONGRESS)).length,
      overlap: expected.filter((it) => holds(it, HUNTINGTON) && holds(it, CONGRESS)).length,
    });
    expect(await copiesHeld(imports)).toBe(counted.reduce((sum, { copies }) => sum + copies, 0));
    expect(await imports.projected()).toEqual(await imports.state());
    expect(await verify(imports.em.fork())).toMatchObject({ equal: true, records: 1350 });
  }, 180_000);

  it('keep each broken record with the reason, and take the sound ones', async () => {
    await imports.empty();
    const run = await imports.deliver(readFileSync(join(DATA, 'pymarc_bad_records.mrc')), { participant: HUNTINGTON });
    const rejects = await imports.rejects(run.id);
    // The last is the first again, byte for byte: without a number of its own it is the same record.
    expect(rejects.map(({ number, code }) => [number, code])).toEqual([
      [2, 'marc.header'],
      [3, 'marc.header'],
      [4, 'marc.directory'],
      [5, 'marc.directory'],
      [6, 'marc.header'],
      [7, 'record.nothing-to-match'],
      [8, 'record.repeated'],
    ]);
    expect(run).toMatchObject({ state: 'done', records: 8, rejected: 7, added: 1 });
  }, 60_000);
});

function holds(title: readonly OracleRecord[], isil: string): boolean {
  return title.some(({ participant }) => participant === isil);
}

function nthEnd(file: Buffer, records: number): number {
  let at = 0;
  for (let i = 0; i < records; i++) at = file.indexOf(0x1d, at) + 1;
  return at;
}

async function copiesHeld(imports: Imports): Promise<number> {
  const [row] = await imports.em.fork().execute<{ copies: number }[]>(`select sum(copies)::int as copies from holding`);
  return row?.copies ?? 0;
}
