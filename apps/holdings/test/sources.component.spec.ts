import { readdir } from 'node:fs/promises';
import { ParticipantChangedV1 } from '#libs/contracts';
import { marcRecord } from '#libs/marc';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Spool } from '../src/importing/spool.ts';
import { type Person, RunningHoldings } from './running.ts';

const ISIL = 'NL-0800010000';
const manager: Person = { roles: ['collection-manager'], participant: ISIL };
const other: Person = { roles: ['collection-manager'], participant: 'NL-0800020000' };
const planOwner: Person = { roles: ['plan-owner'] };
const SOURCE = `/participants/${ISIL}/sources/catalogus`;
const FILE = marcRecord([
  ['001', '1'],
  ['245', '00', [['a', 'Een']]],
  ['952', '  ', [['q', 'weg']]],
  ['952', '  ', [['q', 'er']]],
]);

let service: RunningHoldings;

beforeAll(async () => {
  service = await RunningHoldings.start();
  await service.agreements.say(
    ParticipantChangedV1.of({ isil: ISIL, version: 1, name: 'Rivierdal', kind: 'library', from: '2020-01-01' }),
  );
  await eventually(async () => {
    const [row] = await service.em.execute<{ known: boolean }[]>(`select exists (select from participant) as known`);
    if (row?.known !== true) throw new Error('The participant is not known yet');
  });
});

afterAll(async () => {
  await service?.stop();
});

async function asked(
  path: string,
  init: Parameters<RunningHoldings['fetch']>[1],
): Promise<[number, Record<string, unknown>]> {
  const response = await service.fetch(path, init);
  return [response.status, (await response.json()) as Record<string, unknown>];
}

function change(body: object, as: Person = manager): Promise<[number, Record<string, unknown>]> {
  return asked(`${SOURCE}/mapping`, {
    as,
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function upload(path: string, as: Person = manager): Promise<[number, Record<string, unknown>]> {
  return asked(path, { as, method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: FILE });
}

describe('the mapping of a source', () => {
  it('is what is assumed until somebody changes it; every change is a version, and imports go by the latest', async () => {
    expect(await asked(`${SOURCE}/mapping`, { as: planOwner })).toMatchObject([200, { version: 0, versions: [] }]);
    expect(await upload(`${SOURCE}/trials`)).toMatchObject([200, { records: 1, copies: 1 }]);

    const copies = [{ tag: 952, status: 'q' }];
    expect(await change({ after: 0, mapping: { copies } })).toMatchObject([200, { version: 1, inForce: { copies } }]);
    expect(await upload(`${SOURCE}/trials`)).toMatchObject([200, { copies: 2, extant: 2 }]);

    const [, second] = await change({ after: 1, mapping: { copies, missing: ['weg'], pica: { libraries: ['20'] } } });
    expect(second).toMatchObject({
      version: 2,
      inForce: {
        missing: ['WEG'],
        onOrder: expect.arrayContaining(['BESTELD']),
        pica: { libraries: ['20'], branch: '209A $f' },
      },
      versions: [
        { version: 2, madeBy: 'somebody' },
        { version: 1, mapping: { copies } },
      ],
    });

    const [, run] = await upload(`/participants/${ISIL}/imports?source=catalogus`);
    await eventually(async () => {
      expect(await asked(`/imports/${String(run['id'])}`, { as: manager })).toMatchObject([200, { state: 'done' }]);
    });
    const [, sources] = await asked(`/participants/${ISIL}/sources`, { as: planOwner });
    expect(sources['items']).toEqual([{ name: 'catalogus', mapping: 2, deliveredAt: expect.any(String) }]);
    const [, holdings] = await asked(`/participants/${ISIL}/holdings`, { as: manager });
    expect(holdings['items']).toMatchObject([{ copies: 2, extant: 1 }]);
  });

  it('is not changed by somebody who looked at an older version', async () => {
    expect(await change({ after: 7, mapping: {} })).toMatchObject([412, { code: 'mapping.stale' }]);
  });

  it.each([
    ['a field that is none', 422, { copies: [{ tag: 'x', status: '' }] }],
    ['a subfield of PICA+ that is none', 422, { pica: { branch: '209A' } }],
    ['a column that is none', 409, { columns: { Prijs: 'price' } }],
    ['a classification that is none', 409, { schemes: { abc: 'abc' } }],
  ])('refuses %s', async (_what, expected, mapping) => {
    const [status] = await change({ after: 2, mapping });
    expect(status).toBe(expected);
  });

  it('is seen and changed by its own participant only', async () => {
    expect((await change({ after: 2, mapping: {} }, other))[0]).toBe(403);
    expect((await asked(`${SOURCE}/mapping`, { as: other }))[0]).toBe(403);
    expect((await asked(`/participants/${ISIL}/sources`, { as: other }))[0]).toBe(403);
    expect((await upload(`${SOURCE}/trials`, other))[0]).toBe(403);
  });
});

describe('a trial', () => {
  it('is of the same file whether it comes bare or in a form, in however many pieces', async () => {
    const lines = Array.from({ length: 12_000 }, (_, n) => `L${n};Deel ${n} ${'x'.repeat(n % 200)};${n % 3}`);
    const file = ['id;titel;exemplaren', ...lines, ''].join('\n');
    const form = new FormData();
    form.append('file', new Blob([file]), 'lijst.csv');
    const headers = { 'content-type': 'application/octet-stream' };
    const bare = await asked(`${SOURCE}/trials`, { as: manager, method: 'POST', headers, body: file });
    expect(bare).toMatchObject([
      200,
      { format: 'csv', records: 12_000, accepted: 12_000, copies: 12_000, rejected: 0 },
    ]);
    expect(await asked(`${SOURCE}/trials`, { as: manager, method: 'POST', body: form })).toEqual(bare);
  });

  it('says what is in the file and keeps nothing', async () => {
    const [status, trial] = await upload(`${SOURCE}/trials`);
    expect(status).toBe(200);
    expect(trial).toMatchObject({ format: 'marc21', complete: true, accepted: 1, rejected: 0 });
    expect(trial['fields']).toContainEqual({
      field: '952 $q',
      records: 1,
      occurrences: 2,
      samples: ['weg', 'er'],
      meaning: 'status',
    });
    const folder = service.app.get(Spool).pathOf('.');
    expect(await readdir(folder)).toEqual([]);
  });

  it('tells why a file cannot be taken at all', async () => {
    const broken = await asked(`${SOURCE}/trials`, {
      as: manager,
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from('%PDF-1.7'),
    });
    expect(broken).toMatchObject([409, { code: 'file.unsupported' }]);
  });
});
