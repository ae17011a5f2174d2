import {
  AgreementChangedV1,
  HoldingsChangedV1,
  ParticipantChangedV1,
  RunFinishedV1,
  RunStartedV1,
  TitlesChangedV1,
} from '#libs/contracts';
import { keyOfIdentifier } from '#libs/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { atOneMoment } from '../src/queries/at-one-moment.ts';
import { ScenarioEvaluation } from '../src/store/scenario-evaluation.ts';
import { Verification } from '../src/store/verification.ts';
import { type Answer, type Person, request } from './calling.ts';
import { RunningCoverage } from './running.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const RUN = '00000000-0000-4000-8000-000000000001';
const owner: Person = { sub: 'Petra', roles: ['plan-owner'] };
const manager: Person = { sub: 'Carla', roles: ['collection-manager'], participant: A };
const PLAN = `plan: p # the plan
title: Proef
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - { code: muziek, name: { nl: Muziek }, scope: { classification: [{ scheme: nbc, prefix: 24 }] } }
  - { code: natuur, name: { nl: Natuur }, scope: { classification: [{ scheme: nbc, prefix: 42 }] } } # stays
`;
const CSV = 'identifier;titel\nocn:1;Een\nocn:2;Twee\nocn:3\nocn:4\nocn:5\n';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());
beforeEach(async () => {
  await coverage.forget();
  await coverage.adopt(PLAN);
});

const get = (url: string): Promise<Answer> => request(coverage, 'GET', url, { as: owner });
const load = (csv: string, asked = 'nl=Basislijst&profiles=muziek', version = 'p/1', as = owner): Promise<Answer> =>
  request(coverage, 'POST', `/collection-plans/${version}/reference-lists/basis?${asked}`, {
    as,
    body: csv,
    type: 'text/csv',
  });
const adopt = (version: string, supersedes: string): Promise<Answer> =>
  request(coverage, 'POST', `/collection-plans/${version}/adopt`, { as: owner, body: { supersedes } });
const lists = async (version: string): Promise<unknown> =>
  JSON.parse((await get(`/collection-plans/${version}/reference-lists`)).text);

const measuredAgainst = async (version: string): Promise<unknown> =>
  ((await get(`/collection-plans/${version}`)).body['profiles'] as { measuredAgainst: unknown }[]).map(
    (profile) => profile.measuredAgainst,
  );

let facts = 0;
const idOf = (number: number): string => keyOfIdentifier(`ocn:${number}`);

/** A title by its OCLC control number, which may be known by others as well; no profile covers it. */
async function title(number: number, also: readonly number[] = [], more: { gone?: true } = {}): Promise<void> {
  const state = {
    id: idOf(number),
    keys: [number, ...also].map(idOf),
    title: `Titel ${number}`,
    material: 'book' as const,
    language: 'dut',
    audience: 'adult' as const,
    classifications: [],
    ...more,
  };
  await coverage.hear(TitlesChangedV1.of({ version: ++facts, run: RUN, titles: [state] }));
}

async function holds(participant: string, copies: number, ...numbers: number[]): Promise<void> {
  const holdings = numbers.map((number) => ({ title: idOf(number), copies, extant: copies, onOrder: 0 }));
  await coverage.hear(HoldingsChangedV1.of({ version: ++facts, run: RUN, participant, holdings }));
}

async function declares(participant: string, currentLevel: '1a' | '3b' | '5'): Promise<void> {
  await coverage.hear(
    AgreementChangedV1.of({
      agreement: `22222222-0000-4000-8000-00000000000${participant.at(-1)!}`,
      version: ++facts,
      participant,
      profile: 'muziek',
      activity: 'collect',
      level: '3b',
      currentLevel,
      from: '2026-01-01',
      to: '2029-12-31',
      titles: 0,
      copies: 0,
      plan: '33333333-0000-4000-8000-000000000001',
      named: [],
    }),
  );
}

/** Per participant, what it has of how many, and the level that it comes to beside what it says. */
async function mismatches(): Promise<Record<string, string>> {
  const { body } = await get('/flags?kind=risk.level-mismatch&state=open');
  const flags = body['items'] as { subject: string; evidence: Record<string, unknown> }[];
  return Object.fromEntries(
    flags.map(({ subject, evidence: { reference, held, titles, current, measured } }) => [
      subject,
      `${reference as string}: ${held as number} of ${titles as number}, ${current as string} but ${measured as string}`,
    ]),
  );
}

async function listed(): Promise<void> {
  expect((await load(CSV)).status).toBe(201);
  await adopt('p/2', 'p/1');
}

async function verified(): Promise<void> {
  const { counters, flags } = await coverage.app.get(Verification).verify();
  expect([...Object.values(counters), flags].map(({ count }) => count)).toEqual(
    Array.from({ length: Object.keys(counters).length + 1 }, () => 0),
  );
}

describe('levels measured against a reference list', () => {
  it('move with what is held of the list, though no profile covers its titles', async () => {
    await listed();
    await declares(A, '3b');
    for (const number of [1, 2, 3, 9]) await title(number);
    expect(await mismatches()).toEqual({ [A]: 'basis: 0 of 5, 3b but 0' });
    await holds(A, 1, 1, 2, 9);
    expect(await mismatches()).toEqual({ [A]: 'basis: 2 of 5, 3b but 2' });
    await holds(A, 1, 3);
    expect(await mismatches()).toEqual({});
    await holds(A, 0, 1, 2);
    expect(await mismatches()).toEqual({ [A]: 'basis: 1 of 5, 3b but 1' });
    await verified();
  });

  it('follow what a title is known by: it comes on the list, and goes from it', async () => {
    await listed();
    await declares(A, '1a');
    await title(8);
    await holds(A, 1, 8);
    expect(await mismatches()).toEqual({ [A]: 'basis: 0 of 5, 1a but 0' });
    await title(8, [4]);
    expect(await mismatches()).toEqual({});
    await title(8, [7]);
    expect(await mismatches()).toEqual({ [A]: 'basis: 0 of 5, 1a but 0' });
    await title(8, [4, 5]);
    expect(await mismatches()).toEqual({});
    await title(8, [], { gone: true });
    expect(await mismatches()).toEqual({ [A]: 'basis: 0 of 5, 1a but 0' });
    await verified();
  });

  it('are those of the version in force: adoption finds the titles that are there, and lets go of those of before', async () => {
    await declares(A, '3b');
    for (const number of [1, 2, 3]) await title(number, [number + 10]);
    await holds(A, 1, 1, 2, 3);
    expect(await mismatches()).toEqual({});
    await listed();
    expect(await mismatches()).toEqual({});
    await load('isbn\nocn:11\nocn:12\nocn:30\nocn:31\n', 'profiles=muziek', 'p/2');
    await adopt('p/3', 'p/2');
    expect(await mismatches()).toEqual({});
    await load('isbn\nocn:13\n', '', 'p/3');
    await adopt('p/4', 'p/3');
    expect(await mismatches()).toEqual({ [A]: 'basis: 1 of 1, 3b but 5' });
    await request(coverage, 'DELETE', '/collection-plans/p/4/reference-lists/basis', { as: owner });
    await adopt('p/5', 'p/4');
    expect(await mismatches()).toEqual({});
    await verified();
  });

  it('reach titles that wait for their run while another version is adopted', async () => {
    await declares(A, '5');
    const run = '00000000-0000-4000-8000-000000000002';
    await coverage.hear(RunStartedV1.of({ run, participant: A, source: 's', expected: 2 }));
    const states = [1, 2].map((number) => ({
      id: idOf(number),
      keys: [idOf(number)],
      title: 'T',
      material: 'book' as const,
      language: 'dut',
      audience: 'adult' as const,
      classifications: [],
    }));
    const held = states.map(({ id }) => ({ title: id, copies: 1, extant: 1, onOrder: 0 }));
    await coverage.hear(
      TitlesChangedV1.of({ version: ++facts, run, titles: states }),
      HoldingsChangedV1.of({ version: facts, run, participant: A, holdings: held }),
    );
    await listed();
    expect(await mismatches()).toEqual({ [A]: 'basis: 0 of 5, 5 but 0' });
    const counts = { records: 2, rejected: 0, added: 2, changed: 0, removed: 0 };
    await coverage.hear(RunFinishedV1.of({ run, participant: A, source: 's', asOf: '2026-05-01', ...counts }));
    expect(await mismatches()).toEqual({ [A]: 'basis: 2 of 5, 5 but 2' });
    await verified();
  });

  it('are shown with the profile, beside what each has of it', async () => {
    await listed();
    await declares(A, '3b');
    for (const number of [1, 2, 3]) await title(number);
    await holds(A, 1, 1, 2);
    await holds(B, 1, 3);
    const { body } = await get('/coverage/profiles/muziek');
    expect(body).toMatchObject({
      measuredAgainst: 'basis',
      titles: 0,
      reference: { list: 'basis', name: { nl: 'Basislijst' }, titles: 5 },
      participants: [{ participant: A, titles: 0, inReference: 2, measuredLevel: 2, currentLevel: '3b' }],
    });
    expect((await get('/coverage/profiles/natuur')).body).toMatchObject({
      measuredAgainst: null,
      reference: { list: null, name: null, titles: 0 },
    });
  });

  it('count under who goes on for a participant, on a day to come as on that day', async () => {
    await listed();
    await declares(A, '5');
    for (const number of [1, 2, 3]) await title(number);
    await holds(A, 1, 1);
    await holds(B, 1, 1, 2, 3);
    const standing = { version: ++facts, name: 'B', kind: 'library' as const, from: '2020-01-01' };
    await coverage.hear(ParticipantChangedV1.of({ isil: B, ...standing, to: '2026-06-30', successor: A }));
    expect(await mismatches()).toEqual({ [A]: 'basis: 1 of 5, 5 but 1' });
    const { branches } = await atOneMoment(coverage.em, (em) =>
      coverage.app.get(ScenarioEvaluation).evaluate(em, [{ on: '2026-07-01', changes: [] }], true),
    );
    expect(branches[0]!.flags).toMatchObject([{ kind: 'risk.level-mismatch', evidence: { held: 3, titles: 5 } }]);
    await coverage.newDay('2026-07-01');
    expect(await mismatches()).toEqual({ [A]: 'basis: 3 of 5, 5 but 3' });
    await verified();
  });
});

describe('a reference list of a version', () => {
  it('makes a draft that differs in it alone, as it was written for the rest, and changes nothing until that is adopted', async () => {
    await declares(A, '3b');
    const { status, body } = await load(CSV);
    expect([status, body['token'], body['titles'], body['added'], body['leftOut']]).toEqual([201, 'p/2', 5, 5, []]);
    expect(body['yaml']).toContain('plan: p # the plan');
    expect(body['yaml']).toContain('# stays');
    expect(await mismatches()).toEqual({});
    const { body: difference } = await get('/collection-plans/differences?from=p/1&to=p/2');
    expect(difference['words']).toMatchObject([
      { kind: 'profile-changed', profile: 'muziek' },
      { kind: 'list-added', says: { nl: 'Referentielijst basis (Basislijst) is nieuw: 5 titels.' } },
    ]);
    expect(difference['totals']).toContainEqual({ what: 'listed-titles', activity: null, before: 0, after: 5, by: 5 });
  });

  it('tells how much of it the network knows and holds, and is read back from its file', async () => {
    await load(CSV);
    for (const number of [1, 2]) await title(number, [number + 10]);
    await holds(A, 1, 1);
    await holds(B, 1, 1);
    expect(await lists('p/2')).toEqual([
      { code: 'basis', name: { nl: 'Basislijst' }, titles: 5, known: 2, held: 1, profiles: ['muziek'] },
    ]);
    const { text } = await get('/collection-plans/p/2/reference-lists/basis/list.csv');
    expect(text.split('\r\n')).toEqual([
      '\uFEFFidentifier;title;holders',
      'ocn:1;Een;2',
      'ocn:2;Twee;0',
      'ocn:3;;',
      'ocn:4;;',
      'ocn:5;;',
      '',
    ]);
    const again = await load(text, '', 'p/2');
    expect([again.status, again.body['token'], again.body['added']]).toEqual([201, 'p/2', 0]);
  });

  it('leaves out and tells the rows that it cannot read; mended they are added', async () => {
    const { body } = await load(
      'ISBN;Titel;Prijs\n9789021434049;Hemel;10\n9789021434040;Fout;5\n9,78902E+12;Rond;1\n;;2\n',
    );
    expect([body['titles'], body['leftOut']]).toMatchObject([
      1,
      [
        { line: 3, identifier: '9789021434040', title: 'Fout', rule: 'identifier-malformed' },
        { line: 4, identifier: '9,78902E+12', title: 'Rond', rule: 'identifier-lossy' },
        { line: 5, identifier: '', title: null, rule: 'identifier-malformed' },
      ],
    ]);
    const mended = await load(
      'identifier;title;reason\n9780306406157;Goed;was fout\n9789021434049;Weer;\n',
      'add=true',
      'p/2',
    );
    expect([mended.body['token'], mended.body['titles'], mended.body['added']]).toEqual(['p/3', 2, 1]);
    const { body: difference } = await get('/collection-plans/differences?from=p/2&to=p/3');
    expect(difference['words']).toMatchObject([
      { kind: 'list-changed', says: { nl: 'Referentielijst basis: 1 titel erbij (9780306406157 Goed).' } },
    ]);
    expect(difference['values']).toMatchObject([{ field: 'list basis 9780306406157', before: null, after: 'Goed' }]);
  });

  it('measures the profiles that are named, and goes from all with the list', async () => {
    await load(CSV, 'nl=Basislijst&en=Basics&profiles=muziek,natuur');
    expect(await measuredAgainst('p/2')).toEqual(['basis', 'basis']);
    await load(CSV, 'profiles=natuur', 'p/2');
    expect(await measuredAgainst('p/3')).toEqual([null, 'basis']);
    expect(await lists('p/3')).toMatchObject([{ name: { nl: 'Basislijst', en: 'Basics' }, profiles: ['natuur'] }]);
    const gone = await request(coverage, 'DELETE', '/collection-plans/p/3/reference-lists/basis', { as: owner });
    expect([gone.status, gone.body['token'], await measuredAgainst('p/4'), await lists('p/4')]).toEqual([
      200,
      'p/4',
      [null, null],
      [],
    ]);
    expect(gone.body['yaml']).toContain('# stays');
  });

  it('stays when profiles come as CSV, which may name it', async () => {
    await load(CSV);
    const { text } = await get('/collection-plans/p/2/plan.csv');
    const body = text.replace('Natuur', 'Natuur en milieu');
    const made = await request(coverage, 'POST', '/collection-plans', { as: owner, body, type: 'text/csv' });
    expect([made.status, made.body['token']]).toEqual([201, 'p/3']);
    expect(await lists('p/3')).toMatchObject([{ code: 'basis', titles: 5, profiles: ['muziek'] }]);
    const wrong = await request(coverage, 'POST', '/collection-plans', {
      as: owner,
      body: text.replace(';basis;', ';bazis;'),
      type: 'text/csv',
    });
    expect(wrong.text).toContain("'bazis' is not a known reference; use network, basis");
    expect(wrong.text).toContain("line 2: column 'measured against'");
  });

  it.each<[string, () => Promise<Answer>, number, string]>([
    ['no row that can be read', () => load('isbn\n123\n'), 409, 'None of the 1 rows'],
    ['no column with identifiers', () => load('titel\nEen\n'), 422, "column 'identifier'"],
    ['no rows', () => load('isbn\n'), 422, 'there are no titles'],
    ['a list that has no name yet', () => load(CSV, ''), 409, 'say what the new one is called'],
    ['a profile that is none', () => load(CSV, 'nl=B&profiles=kunst'), 409, 'The plan has no profile kunst'],
    ['a version that is not the newest', async () => (await load(CSV)) && load(CSV), 412, 'is not the newest version'],
    ['somebody who does not own the plan', () => load(CSV, 'nl=B', 'p/1', manager), 403, ''],
    ['a version that is not there', () => load(CSV, 'nl=B', 'p/9'), 404, ''],
    [
      'a text that is none',
      () => request(coverage, 'POST', '/collection-plans/p/1/reference-lists/basis', { as: owner, body: {} }),
      400,
      'text/csv',
    ],
    [
      'a code that a plan cannot have',
      () =>
        request(coverage, 'POST', '/collection-plans/p/1/reference-lists/Mijn%20lijst?nl=Lijst', {
          as: owner,
          body: CSV,
          type: 'text/csv',
        }),
      400,
      'small letters',
    ],
    [
      'a list that is not there',
      () => get('/collection-plans/p/1/reference-lists/basis/list.csv'),
      404,
      'no reference list',
    ],
  ])('is refused with %s', async (_, ask, status, message) => {
    const { status: told, text } = await ask();
    expect([told, text]).toEqual([status, expect.stringContaining(message)]);
    expect((await get('/collection-plans/p/3')).status).toBe(404);
  });
});
