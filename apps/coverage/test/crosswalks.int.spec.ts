import { existsSync, readFileSync } from 'node:fs';
import { HoldingsChangedV1, TitlesChangedV1, type TitleState } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Verification } from '../src/store/verification.ts';
import { type Answer, type Person, request } from './calling.ts';
import { RunningCoverage } from './running.ts';

const A = 'NL-0800000001';
const owner: Person = { sub: 'Petra', roles: ['plan-owner'] };
const PLAN = `plan: p
title: Proef
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - { code: muziek, name: { nl: Muziek }, scope: { classification: [{ scheme: nbc, prefix: 24 }] } }
  - { code: natuur, name: { nl: Natuur }, scope: { classification: [{ scheme: nbc, prefix: 42 }], language: dut } }
`;
const EXAMPLE = readFileSync(new URL('../examples/ddc-nbc.csv', import.meta.url), 'utf8');
const SHARED = new URL('../../../../shared/data/nbc/', import.meta.url);
const withSharedData = existsSync(SHARED) || process.env['CI'] !== undefined ? describe : describe.skip;

function read(name: string): string {
  return readFileSync(new URL(name, SHARED), 'utf8');
}

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());
beforeEach(async () => {
  await coverage.forget();
  await coverage.em.execute('truncate scheme_class');
  await coverage.adopt(PLAN);
});

const get = (url: string): Promise<Answer> => request(coverage, 'GET', url, { as: owner });
const load = (csv: string, version = 'p/1', way = 'ddc/nbc'): Promise<Answer> =>
  request(coverage, 'POST', `/collection-plans/${version}/crosswalks/${way}`, {
    as: owner,
    body: csv,
    type: 'text/csv',
  });
const adopt = (version: string, supersedes: string): Promise<Answer> =>
  request(coverage, 'POST', `/collection-plans/${version}/adopt`, { as: owner, body: { supersedes } });

let facts = 0;
async function holding(...titles: [scheme: 'ddc' | 'nbc', notation: string][][]): Promise<void> {
  const states = titles.map((classifications, at): TitleState => {
    const id = `100000000000000000${at}`;
    return {
      id,
      keys: [id],
      title: `Titel ${at}`,
      material: 'book',
      language: 'dut',
      audience: 'adult',
      classifications: classifications.map(([scheme, notation]) => ({ scheme, notation })),
    };
  });
  const run = '00000000-0000-4000-8000-000000000001';
  const held = states.map(({ id }) => ({ title: id, copies: 1, extant: 1, onOrder: 0 }));
  await coverage.hear(
    TitlesChangedV1.of({ version: ++facts, run, titles: states }),
    HoldingsChangedV1.of({ version: facts, run, participant: A, holdings: held }),
  );
}

async function matrix(): Promise<unknown> {
  const { body } = await get('/coverage/matrix');
  const profiles = body['profiles'] as { titles: number; translated: number }[];
  const figures = profiles.map(({ titles, translated }) => `${titles}, of which ${translated} translated`);
  return [...figures, body['unclassified'], body['translated']];
}

describe('a crosswalk of a version', () => {
  it('makes a draft that differs in it alone, and changes nothing until that is adopted', async () => {
    await holding([['ddc', '780']], [['ddc', '781.62']], [['nbc', '42.10']], [['ddc', '900']]);
    const none = ['0, of which 0 translated', '1, of which 0 translated', { titles: 3 }, { titles: 0 }];
    expect(await matrix()).toEqual(none);
    const { status, body } = await load(EXAMPLE);
    expect([status, body['token'], body['rules'], body['leftOut']]).toEqual([201, 'p/2', 4, []]);
    expect(await matrix()).toEqual(none);
    const { body: difference } = await get('/collection-plans/differences?from=p/1&to=p/2');
    expect(difference['words']).toMatchObject([
      { kind: 'crosswalk-added', says: { nl: 'De concordantie DDC → NBC is nieuw: 4 regels.' } },
    ]);
    await adopt('p/2', 'p/1');
    expect(await matrix()).toEqual([
      '2, of which 2 translated',
      '1, of which 0 translated',
      { titles: 1 },
      { titles: 2 },
    ]);
    expect((await coverage.app.get(Verification).verify()).counters).toMatchObject({
      participant_statistics: { count: 0 },
      holders_histogram: { count: 0 },
    });
  });

  it('explains by which rules the titles of a profile came', async () => {
    await load(EXAMPLE);
    await adopt('p/2', 'p/1');
    await holding([['ddc', '780']], [['ddc', '785.1']], [['ddc', '781.62']], [['nbc', '24.10']]);
    const { body } = await get('/coverage/profiles/muziek');
    expect(body).toMatchObject({
      titles: 4,
      translated: {
        titles: 3,
        rules: [
          { fromScheme: 'ddc', from: '780..789', toScheme: 'nbc', to: '24.50', titles: 2 },
          { from: '781.6', to: '24.40', titles: 1 },
          { from: '781.6', to: '24.50', titles: 1 },
        ],
      },
    });
  });

  it('leaves titles with a notation of their own where they are', async () => {
    await load(EXAMPLE);
    await adopt('p/2', 'p/1');
    await holding([
      ['ddc', '780'],
      ['nbc', '42.10'],
    ]);
    expect(await matrix()).toEqual([
      '0, of which 0 translated',
      '1, of which 0 translated',
      { titles: 0 },
      { titles: 0 },
    ]);
  });

  it('is told in words and numbers when it changes, and can be left out again', async () => {
    await load(EXAMPLE);
    await load('from;to\n780..789;24.50\n570;42\n', 'p/2');
    const { body } = await get('/collection-plans/differences?from=p/2&to=p/3');
    expect(body['words']).toMatchObject([
      {
        says: {
          nl: 'De concordantie DDC → NBC: 1 regel erbij (570 → 42); 3 regels eraf (780.7 → 24.40, 781.6 → 24.40, 781.6 → 24.50).',
        },
      },
    ]);
    expect(body['values']).toMatchObject([
      { field: 'crosswalk DDC → NBC 570', before: null, after: '42' },
      { field: 'crosswalk DDC → NBC 780.7', before: '24.40', after: null },
      { field: 'crosswalk DDC → NBC 781.6', before: '24.40, 24.50', after: null },
    ]);
    const gone = await request(coverage, 'DELETE', '/collection-plans/p/3/crosswalks/ddc/nbc', { as: owner });
    expect([gone.status, gone.body['token'], (await get('/collection-plans/p/4/crosswalks')).text]).toEqual([
      200,
      'p/4',
      '[]',
    ]);
  });

  it('comes out as it went in', async () => {
    await load(EXAMPLE);
    const { text } = await get('/collection-plans/p/2/crosswalks/ddc/nbc/crosswalk.csv');
    expect(text).toBe(`\uFEFF${EXAMPLE.replaceAll('\n', '\r\n')}`);
    const again = await load(text, 'p/2');
    expect(again.body['token']).toBe('p/2');
  });

  it('is refused with every mistake at once, each with its line and column', async () => {
    const { status, body } = await load('fromNotation;toNotation\n78x;24\n789..780;24\n;24\n780;\n780;24,5\n');
    expect(status).toBe(422);
    expect((body['details'] as { at: string }[]).map(({ at }) => at)).toEqual([
      "line 2: column 'fromnotation'",
      "line 3: column 'fromnotation'",
      "line 4: column 'fromnotation'",
      "line 5: column 'tonotation'",
      "line 6: column 'tonotation'",
    ]);
    expect(body['details']).toMatchObject([
      { rule: 'notation-malformed', parameters: { written: '78x', scheme: 'DDC', example: '839.31' } },
      { rule: 'range-backwards', parameters: { from: '789', to: '780' } },
      { rule: 'range-malformed', parameters: { written: '' } },
      { rule: 'cell-empty' },
      { rule: 'notation-malformed', parameters: { written: '24,5', scheme: 'NBC', example: '24.50' } },
    ]);
    expect((await load('from;naar\n')).status).toBe(422);
    expect((await load('from;to\n')).status).toBe(422);
    expect((await load('from;to\n780;09.00\n')).body['code']).toBe('crosswalk.leads-nowhere');
  });

  it('is refused for a version that is not the newest any more, and where there is none', async () => {
    await load(EXAMPLE);
    expect((await load(EXAMPLE)).body['code']).toBe('crosswalk.stale');
    expect((await get('/collection-plans/p/2/crosswalks/siso/nbc/crosswalk.csv')).status).toBe(404);
    expect((await load(EXAMPLE, 'p/2', 'ddc/nosuch')).status).toBe(400);
  });
});

withSharedData('the shared sample, of which the target is the German BK', () => {
  it('tells and leaves out what NBC does not have', async () => {
    const known = await request(coverage, 'POST', '/classification-schemes/nbc/classes', {
      as: owner,
      body: read('nbc-concepts.csv'),
      type: 'text/csv',
    });
    expect(known.text).toBe('[{"scheme":"nbc","classes":2143}]');
    const rows = read('ddc_bk_1000.csv').trim().split(/\r?\n/).slice(1);
    const { status, body } = await load(read('ddc_bk_1000.csv'));
    expect(status).toBe(201);
    const leftOut = body['leftOut'] as { line: number; from: string; to: string }[];
    expect(leftOut.length).toBeGreaterThan(0);
    for (const { line, from, to } of leftOut) expect(rows[line - 2]).toBe(`${from};${to}`);
    expect(Number(body['rules']) + leftOut.length).toBe(new Set(rows).size);
  });
});
