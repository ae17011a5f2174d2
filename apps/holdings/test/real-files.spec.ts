import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hasMarcdump } from '#libs/testing';
import { readDelivered } from './delivering.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const there = existsSync(DATA);
if (!there && process.env['CI']) throw new Error(`The real records are not at ${DATA}; CI needs them`);
if (!there) process.stderr.write(`Without the real records at ${DATA} their tests are passed over\n`);

function file(path: string): Buffer {
  return readFileSync(join(DATA, path));
}

(there ? describe : describe.skip)('real PICA+ files', () => {
  it('k10plus-sample: 6 titles, 28 holders, 46 items', async () => {
    const { format, found } = await readDelivered(file('pica/k10plus-sample.pica'));
    const items = found.flatMap((it) => it.record?.items ?? []);
    expect([format, found.length, found.filter((it) => it.rejection !== undefined).length]).toEqual(['pica', 6, 0]);
    expect([items.length, new Set(items.map((it) => it.holder)).size]).toEqual([46, 28]);
    expect(found[0]?.record).toMatchObject({
      localId: '010000011',
      identifiers: { ppn: ['010000011'], ocn: ['255971256'], isbn: [], issn: [], ismn: [] },
      title: 'Neues Luftreinhalterecht',
      year: 1985,
      publisher: null,
      language: 'ger',
      material: 'book',
    });
    expect(items[0]).toEqual({
      count: 1,
      id: '018046525',
      condition: null,
      holder: 'DE-84',
      branch: null,
      shelfMark: '2648-9058',
      state: 'extant',
    });
  });

  it('picaplus-sample: 373 titles, 366 items', async () => {
    const { format, found } = await readDelivered(file('pica/picaplus-sample.txt'));
    const items = found.flatMap((it) => it.record?.items ?? []);
    expect([format, found.length, items.length]).toEqual(['pica', 373, 366]);
    expect(found.filter((it) => it.rejection !== undefined)).toEqual([]);
    // What the genre of the German catalogue calls "Fiktionale Darstellung", and nothing else.
    expect(found.filter((it) => it.record?.form !== null).map((it) => it.record?.form)).toEqual(['fiction', 'fiction']);
    expect(found[0]?.record).toMatchObject({
      identifiers: { isbn: ['9781138063716', '9781138063723'], ocn: ['1077679303'] },
      title:
        'More for less : the complex adaptive leader : how to lead an adaptive, agile and self-organising organisation',
      contributor: 'Obolensky, Nick',
      publisher: 'Routledge',
      classifications: [{ scheme: 'ddc', notation: '658.4092' }],
      copies: 1,
      items: [{ id: '1802598642', branch: 'H:', shelfMark: 'A18-5697', state: 'extant' }],
    });
  });

  it('picaplus-sample: 98 with a class when 045Q is mapped', async () => {
    const mapping = { pica: { classifications: [{ field: '045Q $a', scheme: 'nbc' as const }] } };
    const { found } = await readDelivered(file('pica/picaplus-sample.txt'), { mapping });
    const classed = found.filter((it) => (it.record?.classifications.length ?? 0) > 0);
    expect(classed).toHaveLength(98);
    expect(classed[0]?.record?.classifications).toContainEqual({ scheme: 'nbc', notation: '83.30' });
  });

  it('pica-with-holdings-info: 10 titles, whose holders are at level 0; with 8 classes when 045Q is mapped', async () => {
    const mapping = {
      pica: {
        holder: ['017L $a'],
        libraries: ['ISIL_DE-84'],
        classifications: [{ field: '045Q $a', scheme: 'nbc' as const }],
      },
    };
    const { format, found } = await readDelivered(file('pica/pica-with-holdings-info.dat'), { mapping });
    expect([format, found.length]).toEqual(['pica', 10]);
    expect(found.flatMap((it) => it.record?.classifications ?? [])).toHaveLength(8);
    const held = file('pica/pica-with-holdings-info.dat')
      .toString()
      .split('\n')
      .filter((it) => it.includes('aISIL_DE-84\u001e'));
    expect(found.filter((it) => it.record?.copies === 1)).toHaveLength(held.length);
    expect(held.length).toBeGreaterThan(0);
  });

  it('kxp-uniq-library-names is no list of titles, and is refused with what it has', async () => {
    await expect(readDelivered(file('pica/kxp-uniq-library-names.tsv'))).rejects.toMatchObject({
      code: 'csv.columns-missing',
    });
  });
});

const MARC = [
  'evergreen_jazz_1k.mrc',
  'evergreen_lul_fre_100.mrc',
  'evergreen_sample_acq_order.mrc',
  'qa_BooksAll.2014.part01-0001.mrc',
] as const;

const yaz = there && (await hasMarcdump());
if (there && !yaz)
  process.stderr.write('Without yaz-marcdump (Debian package yaz) no comparison of MARC records with it\n');

(there ? describe : describe.skip)('real MARC 21 files', () => {
  it.each([
    ['evergreen_jazz_1k.mrc', 1000, 0],
    ['evergreen_lul_fre_100.mrc', 100, 0],
    ['evergreen_sample_acq_order.mrc', 10, 0],
    ['qa_BooksAll.2014.part01-0001.mrc', 100, 0],
    ['pymarc_bad_records.mrc', 8, 6],
    ['evergreen_serials_marc21.xml', 7, 0],
  ])('%s: %d records, of which %d rejected with the reason', async (name, records, rejected) => {
    const { format, found } = await readDelivered(file(`marc/${name}`));
    expect([format, found.length]).toEqual([name.endsWith('.xml') ? 'marcxml' : 'marc21', records]);
    expect(found.filter((it) => it.rejection !== undefined)).toHaveLength(rejected);
  });

  it('say what is fiction: of a hundred books of the Library of Congress, sixteen', async () => {
    const { found } = await readDelivered(file('marc/qa_BooksAll.2014.part01-0001.mrc'));
    const forms = Map.groupBy(found, (it) => it.record?.form);
    expect(Object.fromEntries([...forms].map(([form, some]) => [form, some.length]))).toEqual({
      fiction: 16,
      'non-fiction': 84,
    });
  });
});

(yaz ? describe : describe.skip)('real MARC 21 files beside yaz-marcdump', () => {
  it.each(MARC)('%s is read the same, record by record', async (name) => {
    const ours = await readDelivered(file(`marc/${name}`));
    const encoding = file(`marc/${name}`).toString('latin1', 9, 10) === 'a' ? 'utf-8' : 'marc-8';
    const { stdout } = spawnSync(
      'yaz-marcdump',
      ['-o', 'marcxml', '-f', encoding, '-t', 'utf-8', join(DATA, 'marc', name)],
      {
        maxBuffer: 64 * 1024 ** 2,
      },
    );
    const theirs = await readDelivered(stdout);
    expect(theirs.format).toBe('marcxml');
    expect(ours.found.map((it) => it.record)).toEqual(theirs.found.map((it) => it.record));
  });
});

(there ? describe : describe.skip)('real KBART files', () => {
  it('KB_20160120210644: 496 titles, with three columns of the vendor', async () => {
    const { format, found } = await readDelivered(file('kbart/KB_20160120210644.csv'));
    expect([format, found.length, found.filter((it) => it.rejection !== undefined)]).toEqual(['kbart', 496, []]);
    expect(found[0]?.record).toMatchObject({
      identifiers: { isbn: ['9780700621613'] },
      title: '9/11 Terror Cases: Constitutional Challenges in the War against Al Qaeda',
      publisher: 'University Press of Kansas',
      electronic: true,
    });
    expect(found.every((it) => it.record?.identifiers.isbn.length === 1)).toBe(true);
  });

  it('CambridgeBooks_EdinburghUniversityPress: 369 titles in 25 columns', async () => {
    const { format, found } = await readDelivered(file('kbart/CambridgeBooks_EdinburghUniversityPress_utf8.tsv'));
    expect([format, found.length, found.filter((it) => it.rejection !== undefined)]).toEqual(['kbart', 369, []]);
    expect(found[0]?.record).toMatchObject({
      localId: 'CBO9780748632411',
      identifiers: { isbn: ['9780748632411'] },
      title: '911 and the War on Terror',
      contributor: 'Holloway',
      year: 2013,
      part: null,
    });
    expect(new Set(found.map((it) => it.record?.localId)).size).toBe(369);
  });
});
