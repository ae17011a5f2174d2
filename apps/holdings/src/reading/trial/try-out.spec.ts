import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { marcRecord } from '#libs/marc';
import { isbnOf } from '#libs/records';
import { workbookOf, zipOf } from '#libs/testing';
import { expect, it } from '@jest/globals';
import type { MappingChanges } from '../mapping.ts';
import { type Trial, tryOut } from './try-out.ts';

async function tried(content: Uint8Array, changes?: MappingChanges): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'collectie-trial-'));
  try {
    await writeFile(join(folder, 'file'), content);
    return await tryOut(join(folder, 'file'), changes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const RECORD = marcRecord([
  ['001', 'sys1'],
  ['245', '00', [['a', 'Café']]],
  ['907', '  ', [['a', 'b123']]],
  [
    '952',
    '  ',
    [
      ['b', 'Oost'],
      ['q', 'zoek'],
    ],
  ],
  [
    '952',
    '  ',
    [
      ['b', 'West'],
      ['q', 'besteld'],
    ],
  ],
]);

it('profiles MARC 21, and counts as the mapping says', async () => {
  const assumed = await tried(RECORD);
  expect(assumed).toMatchObject({ format: 'marc21', complete: true, records: 1, accepted: 1, copies: 1, onOrder: 0 });
  expect(assumed.fields).toContainEqual({
    field: '952 $b',
    records: 1,
    occurrences: 2,
    samples: ['Oost', 'West'],
    meaning: null,
  });
  const mapped = await tried(RECORD, { localId: '907 $a', copies: [{ tag: 952, status: 'q', branch: 'b' }] });
  expect(mapped).toMatchObject({ copies: 1, extant: 0, onOrder: 1, branches: { Oost: 1 } });
  expect(mapped.fields.map(({ field, meaning }) => [field, meaning])).toEqual([
    ['001', 'localId'],
    ['245 $a', 'title'],
    ['907 $a', 'localId'],
    ['952 $b', 'branch'],
    ['952 $q', 'status'],
  ]);
});

it('profiles PICA+ with the copies of each branch', async () => {
  const trial = await tried(
    Buffer.from(
      '003@ $0068309120\n021A $aTitel\n101@ $a20$bNL-1\n203@/01 $01\n209A/01 $fOost$du\n203@/02 $02\n209A/02 $fOost$dz\n',
    ),
  );
  expect(trial).toMatchObject({
    format: 'pica',
    copies: 2,
    extant: 1,
    withIdentifier: 1,
    branches: { 'NL-1 / Oost': 2 },
  });
  expect(trial.fields.find(({ field }) => field === '209A $f')).toMatchObject({ occurrences: 2, meaning: 'branch' });
});

it('tells of a list which columns are recognised, and what is wrong line by line', async () => {
  const list = `ISBN;Titel;Plank\n${isbnOf(1)};Een;A1\n9,78E+12;Twee;A2\n`;
  for (const content of [Buffer.from(list), gzipSync(list)]) {
    const trial = await tried(content);
    expect(trial.fields.map(({ field, meaning, samples }) => [field, meaning, samples])).toEqual([
      ['ISBN', 'isbn', [isbnOf(1), '9,78E+12']],
      ['Plank', null, ['A1', 'A2']],
      ['Titel', 'title', ['Een', 'Twee']],
    ]);
    expect(trial).toMatchObject({
      records: 2,
      accepted: 1,
      rejected: 1,
      rejections: [{ position: 2, line: 3, code: 'csv.lossy-number', original: '9,78E+12;Twee;A2\n' }],
    });
  }
});

it('reads columns as the source names them', async () => {
  const list = Buffer.from('Kenmerk;Omschrijving;Stuks\n7;Een boek;3\n');
  await expect(tried(list)).rejects.toMatchObject({ code: 'csv.columns-missing' });
  const columns = { kenmerk: 'localId', Omschrijving: 'title', STUKS: 'copies' } as const;
  const trial = await tried(list, { columns });
  expect(trial).toMatchObject({ accepted: 1, copies: 3 });
  expect(trial.fields.map(({ meaning }) => meaning)).toEqual(['localId', 'title', 'copies']);
});

it('looks at each file of a zip in its own format', async () => {
  const trial = await tried(
    zipOf({
      'a.mrc': RECORD,
      'b.xlsx': workbookOf({
        B: [
          ['Titel', 'Jaar'],
          ['Twee', 1999],
        ],
      }),
    }),
  );
  expect(trial).toMatchObject({ format: 'marc21+xlsx', records: 2, accepted: 2, profiled: 2 });
  expect(trial.fields.map(({ field }) => field)).toEqual([
    '001',
    '245 $a',
    '907 $a',
    '952 $b',
    '952 $q',
    'Jaar',
    'Titel',
  ]);
});
