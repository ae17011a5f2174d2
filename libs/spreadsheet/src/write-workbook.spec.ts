import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { eventually, sheetsOf } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';
import { type Listing, type Value, writeWorkbook } from './index.ts';

async function written(listings: readonly Listing[], sheetRows?: number): Promise<Record<string, string[][]>> {
  return sheetsOf(await buffer(writeWorkbook(listings, sheetRows)));
}

async function* inPages(rows: Value[][], size: number): AsyncGenerator<Value[][]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

const numbered = (count: number): Value[][] => Array.from({ length: count }, (_, i) => [`r${i}`, i]);

async function* failing(): AsyncGenerator<Value[][]> {
  yield numbered(3);
  throw new Error('the database is away');
}

describe('a workbook that is written', () => {
  it('keeps text as it is, also what looks like a number, a formula or markup, and what XML cannot hold is left out', async () => {
    const rows: Value[][] = [
      ['9789000000012', 3, null, '=1+1', '<b>&"]]>'],
      ['een regel', 0, '', 'a\u0001b\ud800', 'é 中 😀'],
    ];
    const { Lijst } = await written([
      { name: 'Lijst', head: ['isbn', 'aantal', 'leeg', 'formule', 'tekst'], rows: [rows] },
    ]);
    expect(Lijst).toEqual([
      ['isbn', 'aantal', 'leeg', 'formule', 'tekst'],
      ['9789000000012', '3', '', '=1+1', '<b>&"]]>'],
      ['een regel', '0', '', 'ab\ufffd', 'é 中 😀'],
    ]);
  });

  it('has a sheet for each list, also for one without rows', async () => {
    const sheets = await written([
      { name: 'Een & twee', head: ['a'], rows: [[['1']]] },
      { name: 'Leeg', head: ['b', 'c'], rows: [] },
    ]);
    expect(sheets).toEqual({ 'Een & twee': [['a'], ['1']], Leeg: [['b', 'c']] });
  });

  it.each([
    [0, 1],
    [3, 1],
    [4, 1],
    [5, 2],
    [9, 3],
  ])('goes on in another sheet when %i rows do not fit in one', async (count, expected) => {
    for (const page of [1, 2, 7]) {
      const head = ['naam', 'nummer'];
      const sheets = await written([{ name: 'Lijst', head, rows: inPages(numbered(count), page) }], 5);
      const names = Array.from({ length: expected }, (_, i) => (i === 0 ? 'Lijst' : `Lijst ${i + 1}`));
      expect(Object.keys(sheets)).toEqual(names);
      expect(Object.values(sheets).every(([first]) => first?.join('') === 'naamnummer')).toBe(true);
      expect(Object.values(sheets).flatMap((rows) => rows.slice(1))).toEqual(
        numbered(count).map((row) => row.map(String)),
      );
    }
  });

  it('asks for no more rows when nobody reads on', async () => {
    let [asked, left] = [0, false];
    async function* endless(): AsyncGenerator<Value[][]> {
      try {
        for (;;) {
          asked++;
          yield [Array.from({ length: 200 }, () => randomUUID())];
        }
      } finally {
        left = true;
      }
    }
    const workbook = writeWorkbook([{ name: 'Lijst', head: ['a'], rows: endless() }]);
    for await (const _piece of workbook) if (asked > 100) break;
    await eventually(() => expect(left).toBe(true));
    const then = asked;
    await setTimeout(50);
    expect(asked).toBe(then);
  });

  it('ends with the error of a list, so that half of it never looks whole', async () => {
    await expect(written([{ name: 'Lijst', head: ['naam', 'nummer'], rows: failing() }])).rejects.toThrow(
      'the database is away',
    );
  });
});
