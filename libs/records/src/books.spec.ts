import { isbn } from '#libs/kernel';
import { marcRecord } from '#libs/marc';
import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookAsCsv, bookAsMarc, bookAt, generateMarc } from './index.ts';

describe('made-up books', () => {
  it('have valid ISBNs, each its own', () => {
    const isbns = Array.from({ length: 20_000 }, (_, number) => bookAt(number, 7, { nbc: '39.04' }).isbn);
    expect(new Set(isbns).size).toBe(20_000);
    expect(isbns.every((made) => made !== null && isbn(made) === made)).toBe(true);
  });

  it('are the same for the same seed and others for another', () => {
    expect(bookAt(12, 1, { nbc: '39.04' })).toEqual(bookAt(12, 1, { nbc: '39.04' }));
    expect(bookAt(12, 1, { nbc: '39.04' })).not.toEqual(bookAt(12, 2, { nbc: '39.04' }));
  });

  it('are quoted in CSV where they contain commas', () => {
    const line = bookAsCsv(bookAt(1, 1, { nbc: '39.04' }), { localId: 'B1', copies: 2 });
    expect(line.startsWith('B1,978')).toBe(true);
    expect(line).toContain(`,"${bookAt(1, 1, { nbc: '39.04' }).author}",`);
    expect(line.endsWith(',book,39.04,,2\n')).toBe(true);
  });

  it('have DDC in the place of NBC when they are in English and come from abroad', () => {
    const books = Array.from({ length: 50 }, (_, number) => bookAt(number, 1, { nbc: '39.04', abroad: '520' }));
    expect(new Set(books.map(({ language, nbc, ddc }) => `${language} ${nbc} ${ddc}`))).toEqual(
      new Set(['dut 39.04 null', 'eng null 520']),
    );
  });
});

describe('a MARC 21 record', () => {
  it('tells its length and where its data begin in bytes, diacritics included', () => {
    const record = marcRecord([
      ['001', 'B1'],
      ['245', '10', [['a', 'Ideeën over ruïnes']]],
    ]);
    const base = Number(record.subarray(12, 17).toString());
    expect(Number(record.subarray(0, 5).toString())).toBe(record.length);
    expect(record[base - 1]).toBe(0x1e);
    expect(record.at(-1)).toBe(0x1d);
    expect(record.subarray(24, base - 1).toString()).toBe('001000300000245002500003');
    expect(record.subarray(base + 3, -1).toString()).toBe('10\u001faIdeeën over ruïnes\u001e');
  });

  it('has DDC where the book has it', () => {
    const abroad = Array.from({ length: 50 }, (_, number) => bookAt(number, 1, { abroad: '520' }));
    const book = abroad.find(({ ddc }) => ddc !== null) ?? bookAt(1, 1);
    const record = bookAsMarc(book, { localId: 'B1', copies: 1 }, 'NL-0800099001').toString();
    expect(record.split('\u001e')).toContain('04\u001fa520\u001f223');
  });

  it('has a fixed field of forty characters', () => {
    const record = bookAsMarc(bookAt(1, 1, { nbc: '39.04' }), { localId: 'B1', copies: 1 }, 'NL-0800099001').toString();
    const fixed = record.split('\u001e').find((field) => field.startsWith('260105s'));
    expect(fixed).toHaveLength(40);
    expect(fixed?.slice(35, 38)).toMatch(/dut|eng/);
  });
});

describe('a generated file', () => {
  it('has the records asked for, one after the other, and the same bytes again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'records-'));
    try {
      const one = join(folder, 'one.mrc');
      const two = join(folder, 'two.mrc');
      const told = await generateMarc({ path: one, records: 1_500, seed: 3 });
      await generateMarc({ path: two, records: 1_500, seed: 3 });
      const bytes = await readFile(one);
      expect(told).toEqual({ records: 1_500, bytes: (await stat(one)).size });
      expect(bytes.equals(await readFile(two))).toBe(true);
      let records = 0;
      for (let at = 0; at < bytes.length; at += Number(bytes.subarray(at, at + 5).toString())) records++;
      expect(records).toBe(1_500);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
