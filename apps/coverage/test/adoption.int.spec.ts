import { randomUUID } from 'node:crypto';
import { HoldingsChangedV1, RunFinishedV1, RunStartedV1, TitlesChangedV1 } from '#libs/contracts';
import { keyOfIdentifier } from '#libs/kernel';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Verification } from '../src/store/verification.ts';
import { type Person, request } from './calling.ts';
import { RunningCoverage } from './running.ts';

const VERSIONS = 8;
const LOADERS = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003'] as const;
const owner: Person = { sub: 'Petra', roles: ['plan-owner'] };

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

/** Each version asks another minimum, by which its flags are told apart, and covers with the one what the last did with the other. */
function plan(version: number): string {
  const [one, other] = version % 2 === 0 ? [25, 24] : [24, 25];
  const targets = `targets: { collect: { level: 2a, participants: { min: 1 }, titles: { min: ${minimumOf(version)} } } }`;
  return `plan: p
title: Proef
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - { code: one, name: { nl: Een }, scope: { classification: [{ scheme: nbc, prefix: ${one} }] }, ${targets} }
  - { code: other, name: { nl: Ander }, scope: { classification: [{ scheme: nbc, prefix: ${other} }] }, ${targets} }
`;
}

const minimumOf = (version: number): number => 1_000_000 + version;

let facts = 0;
let numbers = 0;
let loads = 0;

/** A run that brings a title of 24 and two of 25, an event at a time, as imports do. */
async function load(participant: string): Promise<void> {
  const run = randomUUID();
  const titles = [24, 25, 25].map((notation) => ({
    id: keyOfIdentifier(`ocn:${++numbers}`),
    keys: [keyOfIdentifier(`ocn:${numbers}`)],
    title: `Titel ${numbers}`,
    material: 'book' as const,
    language: 'dut',
    audience: 'adult' as const,
    classifications: [{ scheme: 'nbc' as const, notation: String(notation) }],
  }));
  await coverage.hear(RunStartedV1.of({ run, participant, source: 's', expected: 3 }));
  for (const it of titles) await coverage.hear(TitlesChangedV1.of({ version: ++facts, run, titles: [it] }));
  for (const { id } of titles) {
    const holdings = [{ title: id, copies: 1, extant: 1, onOrder: 0 }];
    await coverage.hear(HoldingsChangedV1.of({ version: ++facts, run, participant, holdings }));
  }
  const counts = { records: 3, rejected: 0, added: 3, changed: 0, removed: 0 };
  await coverage.hear(RunFinishedV1.of({ run, participant, source: 's', asOf: '2026-05-01', ...counts }));
}

interface Reading {
  readonly version: number;
  readonly one: number;
  readonly other: number;
}

async function get<Body>(path: string): Promise<Body> {
  return (await request(coverage, 'GET', path, { as: owner })).body as Body;
}

async function readMatrix(): Promise<Reading> {
  interface Matrix {
    plan: { version: number };
    profiles: { code: string; titles: number; openFlags: number; targets: { titles: number }[] }[];
    cells: { profile: string; titles: number }[];
  }
  const { plan: about, profiles, cells } = await get<Matrix>('/coverage/matrix');
  expect(profiles.map(({ targets }) => targets[0]?.titles)).toEqual([
    minimumOf(about.version),
    minimumOf(about.version),
  ]);
  const [one = -1, other = -1] = profiles.map(({ titles }) => titles);
  const sum = (code: string): number =>
    cells.filter(({ profile }) => profile === code).reduce((all, { titles }) => all + titles, 0);
  expect([sum('one'), sum('other')]).toEqual([one, other]);
  return { version: about.version, one, other };
}

async function readFlags(): Promise<Reading> {
  interface Flags {
    items: { profile: string; evidence: { titles: number; minimum: number } }[];
  }
  const { items } = await get<Flags>('/flags?kind=gap.volume&state=open');
  expect(items.map(({ profile }) => profile).toSorted()).toEqual(['one', 'other']);
  const of = (code: string) => items.find(({ profile }) => profile === code)!.evidence;
  expect(of('one').minimum).toBe(of('other').minimum);
  return { version: of('one').minimum - minimumOf(0), one: of('one').titles, other: of('other').titles };
}

async function readProfile(): Promise<Reading> {
  interface Profile {
    titles: number;
    targets: { titles: number }[];
    holders: { titles: number }[];
    participants: { titles: number }[];
    flags: { kind: string; evidence: { titles: number; minimum: number } }[];
  }
  const { titles, targets, holders, participants, flags } = await get<Profile>('/coverage/profiles/one');
  const version = targets[0]!.titles - minimumOf(0);
  for (const counted of [holders, participants]) expect(counted.reduce((all, it) => all + it.titles, 0)).toBe(titles);
  expect(flags.find(({ kind }) => kind === 'gap.volume')?.evidence).toMatchObject({
    titles,
    minimum: minimumOf(version),
  });
  return { version, one: titles, other: version % 2 === 0 ? titles / 2 : titles * 2 };
}

it('a version adopted while imports run takes the place of the last at once: nobody sees a mix', async () => {
  await coverage.adopt(plan(1));
  const still = { going: true };
  const readings: Reading[] = [];
  const readers = [readMatrix, readFlags, readProfile].map(async (read) => {
    while (still.going) readings.push(await read());
  });
  const loaders = LOADERS.map(async (participant) => {
    for (; still.going; loads++) await load(participant);
  });
  for (let version = 2; version <= VERSIONS; version++) {
    const before = { readings: readings.length, loads };
    while (readings.length < before.readings + 6 || loads < before.loads + 2)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await coverage.adopt(plan(version), `p/${version - 1}`);
  }
  still.going = false;
  await Promise.all([...readers, ...loaders]);

  const mixed = readings.filter(({ version, one, other }) =>
    version % 2 === 0 ? one !== 2 * other : other !== 2 * one,
  );
  expect(mixed).toEqual([]);
  // Else nothing went on while others looked, and this would show nothing.
  expect(new Set(readings.map(({ version }) => version)).size).toBeGreaterThan(VERSIONS / 2);
  expect(new Set(readings.map(({ one, other }) => one + other)).size).toBeGreaterThan(VERSIONS);

  const told = (await coverage.said()).filter(({ type }) => /flags-(raised|updated)/.test(type));
  const versions = told.map(({ data }) => data['version'] as number);
  expect(versions).toEqual(versions.toSorted((one, other) => one - other));
  expect(new Set(versions).size).toBe(VERSIONS);

  const { counters, flags } = await coverage.app.get(Verification).verify();
  expect([...Object.values(counters), flags].map(({ count }) => count).filter((count) => count > 0)).toEqual([]);
}, 120_000);
