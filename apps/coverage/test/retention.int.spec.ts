import {
  HoldingsChangedV1,
  ParticipantChangedV1,
  type RetentionCommitmentState,
  RetentionCommitmentsChangedV1,
  TitlesChangedV1,
} from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Person, request } from './calling.ts';
import { RunningCoverage } from './running.ts';

const [A, B, C] = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003'] as const;
const [FIRST, SECOND, THIRD] = ['1000000000000000001', '1000000000000000002', '1000000000000000003'] as const;
const KEY = '1000000000000000009';
const RUN = '11111111-0000-4000-8000-000000000001';
const PLAN = `plan: bewaren
title: Bewaren
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - code: muziek
    name: { nl: Muziek }
    scope: { material: [score] }
    targets:
      preserve: { level: 1a, retained: { min: 1 } }
`;
const reader: Person = { sub: 'esra', roles: ['collection-manager'], participant: A };

let coverage: RunningCoverage;
let version = 0;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

function title(id: string, keys: readonly string[] = [id]) {
  const facets = { material: 'score' as const, language: 'dut', audience: 'adult' as const, classifications: [] };
  return { id, keys: [...keys], title: `=Titel ${id.slice(-1)}`, ...facets };
}

async function hold(participant: string, copies: Record<string, number>): Promise<void> {
  const holdings = Object.entries(copies).map(([id, some]) => ({ title: id, copies: 1, extant: some, onOrder: 0 }));
  await coverage.hear(HoldingsChangedV1.of({ version: ++version, run: RUN, participant, holdings }));
}

type About = Partial<RetentionCommitmentState>;

async function promise(participant: string, about: About): Promise<string> {
  const commitment = about.commitment ?? randomUUID();
  const state = { commitment, version: ++version, participant, policy: 'proef', state: 'active' as const, ...about };
  await coverage.hear(RetentionCommitmentsChangedV1.of({ commitments: [state] }));
  return commitment;
}

interface Flag {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

async function flag(kind = 'gap.preservation', state = 'open'): Promise<Flag | undefined> {
  const { body } = await request(coverage, 'GET', `/flags?kind=${kind}&state=${state}`, { as: reader });
  return (body['items'] as Flag[])[0];
}

const short = async () => (await flag())?.evidence['short'];

/** The titles of the flag, page by page. */
async function listed(limit: number): Promise<Record<string, unknown>[]> {
  const { id } = (await flag())!;
  const found: Record<string, unknown>[] = [];
  for (let after = ''; ;) {
    const { body } = await request(coverage, 'GET', `/flags/${id}/titles?limit=${limit}${after}`, { as: reader });
    const { items, next } = body as { items: Record<string, unknown>[]; next: string | null };
    found.push(...items);
    if (next === null) return found;
    after = `&after=${next}`;
  }
}

beforeEach(async () => {
  await coverage.forget();
  await coverage.adopt(PLAN);
  await coverage.hear(
    ParticipantChangedV1.of({
      isil: A,
      version: ++version,
      name: 'Bibliotheek A',
      kind: 'library',
      from: '2020-01-01',
    }),
    TitlesChangedV1.of({
      version: ++version,
      run: RUN,
      titles: [title(FIRST), title(SECOND, [SECOND, KEY]), title(THIRD)],
    }),
  );
  await hold(A, { [FIRST]: 1, [SECOND]: 1 });
  await hold(B, { [SECOND]: 1, [THIRD]: 1 });
});

describe('titles that too few keep', () => {
  it('are counted, until somebody who has each of them promised to keep it', async () => {
    expect(await short()).toBe(3);
    await promise(A, { key: FIRST });
    expect(await short()).toBe(2);
    await promise(B, { profile: 'muziek' });
    expect(await flag()).toBeUndefined();
  });

  it.each<[string, About]>([
    ['is not in force any more', { key: FIRST, until: '2026-05-31' }],
    ['is not in force yet', { key: FIRST, from: '2026-06-02' }],
    ['ends before it begins', { key: FIRST, from: '2026-12-31', until: '2026-01-01' }],
    ['became something else', { key: FIRST, state: 'lost' }],
    ['is about what the participant does not have', { key: THIRD }],
    ['is about another profile', { profile: 'kunst' }],
  ])('are not kept by a promise that %s', async (_, about) => {
    await promise(A, about);
    expect(await short()).toBe(3);
  });

  it('are kept by a promise about any of their keys, and by the title that the key comes to mean', async () => {
    await promise(A, { key: KEY });
    expect(await listed(5)).toMatchObject([{ id: FIRST }, { id: THIRD }]);
    await coverage.hear(TitlesChangedV1.of({ version: ++version, run: RUN, titles: [title(FIRST, [FIRST, KEY])] }));
    expect(await listed(5)).toMatchObject([{ id: SECOND }, { id: THIRD }]);
  });

  it('are so again when the copy is missing, and when the promise ends early', async () => {
    const commitment = await promise(A, { key: FIRST });
    expect(await short()).toBe(2);
    await hold(A, { [FIRST]: 0 });
    expect(await short()).toBe(3);
    await hold(A, { [FIRST]: 1 });
    expect(await short()).toBe(2);
    await promise(A, { commitment, key: FIRST, state: 'damaged' });
    expect(await short()).toBe(3);
  });

  it('are not changed by an older version of a promise, or by the same again', async () => {
    const commitment = await promise(A, { key: FIRST });
    await promise(A, { commitment, key: FIRST, version: 1, state: 'lost' });
    await promise(A, { commitment, key: FIRST, version });
    expect(await short()).toBe(2);
  });

  it('follow what a participant gets and loses of the profile that it keeps', async () => {
    await promise(A, { profile: 'muziek' });
    expect(await short()).toBe(1);
    await hold(A, { [THIRD]: 1 });
    expect(await flag()).toBeUndefined();
    await coverage.hear(
      TitlesChangedV1.of({ version: ++version, run: RUN, titles: [{ ...title(FIRST), material: 'book' }] }),
    );
    await hold(A, { [THIRD]: 0, [SECOND]: 0 });
    expect(await short()).toBe(2);
  });

  it('come and go with the days of promises, as was foreseen', async () => {
    await promise(A, { profile: 'muziek', until: '2027-06-30' });
    await promise(B, { key: THIRD });
    expect(await flag()).toBeUndefined();
    expect((await flag('gap.upcoming'))?.evidence).toMatchObject({ on: '2027-07-01', gaps: ['gap.preservation'] });
    await coverage.newDay('2027-06-30');
    expect(await flag()).toBeUndefined();
    await coverage.newDay('2027-07-01');
    expect(await short()).toBe(2);
    expect(await flag('gap.upcoming')).toBeUndefined();
  });

  it('are kept by who goes on for a participant, and by nobody when it closes', async () => {
    await promise(A, { key: FIRST });
    const gone = { isil: A, name: 'Bibliotheek A', kind: 'library' as const, from: '2020-01-01', to: '2026-05-31' };
    await coverage.hear(ParticipantChangedV1.of({ ...gone, version: ++version, successor: C }));
    expect(await listed(5)).toMatchObject([{ id: SECOND }, { id: THIRD }]);
    await coverage.hear(ParticipantChangedV1.of({ ...gone, version: ++version }));
    // What it had is no longer the network's.
    expect(await listed(5)).toMatchObject([{ id: SECOND }, { id: THIRD }]);
    expect((await flag())?.evidence['titles']).toBe(2);
  });

  it('are as many participants short as the plan asks', async () => {
    await coverage.adopt(PLAN.replace('min: 1', 'min: 2'), 'bewaren/1');
    await promise(A, { profile: 'muziek' });
    await promise(A, { key: SECOND });
    expect(await short()).toBe(3);
    await promise(B, { key: SECOND });
    expect(await short()).toBe(2);
  });
});

describe('the list of them', () => {
  it('has who has each title and who keeps it, page by page', async () => {
    await coverage.adopt(PLAN.replace('min: 1', 'min: 2'), 'bewaren/1');
    await promise(A, { key: SECOND });
    await promise(B, { key: SECOND, until: '2026-05-31' });
    const all = [
      { id: FIRST, title: '=Titel 1', holders: 1, keptBy: [] },
      { id: SECOND, title: '=Titel 2', holders: 2, keptBy: [{ isil: A, name: 'Bibliotheek A' }] },
      { id: THIRD, title: '=Titel 3', holders: 1, keptBy: [] },
    ];
    for (const limit of [1, 2, 3, 500]) expect(await listed(limit)).toMatchObject(all);
  });

  it('is a file for spreadsheets, in which nothing is run', async () => {
    await promise(A, { key: FIRST });
    const { id } = (await flag())!;
    const { status, text } = await request(coverage, 'GET', `/flags/${id}/titles.csv`, { as: reader });
    expect(status).toBe(200);
    expect(text.split('\r\n')).toEqual([
      '\uFEFFid;title;contributor;year;material;holders;kept;kept by',
      `${SECOND};'=Titel 2;;;score;2;0;`,
      `${THIRD};'=Titel 3;;;score;1;0;`,
      '',
    ]);
  });

  it('is empty once the flag is cleared', async () => {
    await promise(A, { profile: 'muziek' });
    await promise(B, { profile: 'muziek' });
    const { id } = (await flag('gap.preservation', 'cleared'))!;
    const { body } = await request(coverage, 'GET', `/flags/${id}/titles`, { as: reader });
    expect(body).toEqual({ items: [], next: null });
  });

  it.each(['titles', 'titles.csv'])('is for whoever is signed in, of a flag that has one: %s', async (part) => {
    const { id } = (await flag())!;
    const { id: other } = (await flag('gap.unowned'))!;
    expect(await request(coverage, 'GET', `/flags/${id}/${part}`)).toMatchObject({ status: 401 });
    for (const roles of [['plan-owner'], ['service'], ['administrator'], []])
      expect(await request(coverage, 'GET', `/flags/${id}/${part}`, { as: { roles } })).toMatchObject({ status: 200 });
    expect(await request(coverage, 'GET', `/flags/${other}/${part}`, { as: reader })).toMatchObject({
      status: 409,
      body: { code: 'flag.not-about-titles' },
    });
    expect(await request(coverage, 'GET', `/flags/${RUN}/${part}`, { as: reader })).toMatchObject({
      status: 404,
      body: { code: 'flag.unknown' },
    });
  });
});
