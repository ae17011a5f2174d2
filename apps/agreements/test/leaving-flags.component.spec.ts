import { randomUUID } from 'node:crypto';
import { HoldingsChangedV1, TitlesChangedV1 } from '#libs/contracts';
import { addDays, isbn, isbnKey } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  administrator,
  NIEUWLAND,
  nieuwland,
  type Person,
  planOwner,
  RIVIERDAL,
  rivierdal,
  type RunningAgreements,
  START,
} from './running.ts';
import type { Source } from '../../coverage/test/source.ts';
import { EXAMPLE_PLAN, type RunningCoverage } from './running-coverage.ts';
import { ThreeServices } from './three-services.ts';

interface Flag {
  readonly id: string;
  readonly kind: string;
  readonly participants: readonly { readonly isil: string }[];
  readonly evidence?: Readonly<Record<string, unknown>>;
}

const LATE = { timeout: 60_000 };
const TODAY = new Date().toISOString().slice(0, 10);
const MERGED = addDays(TODAY, -10);
const CLOSED = addDays(TODAY, -1);
const LAST = '2029-12-31';
/** Held by one, and planned by the other. */
const LONELY = '9780306406157';
const SHARED = '9789020434576';

const RIGHT = Object.fromEntries(
  ['participant_statistics', 'holders_histogram', 'pair_statistics', 'participant'].map((it) => [it, { count: 0 }]),
);

let services: ThreeServices;
let service: RunningAgreements;
let coverage: RunningCoverage;
let holdings: Source;

beforeAll(async () => {
  services = await ThreeServices.start(EXAMPLE_PLAN.replace('enoughHolders: 5', 'enoughHolders: 1'));
  ({ agreements: service, coverage, holdings } = services);
  await agree(rivierdal, []);
  await agree(nieuwland, [{ identifier: LONELY }]);
  await holds();
}, START);

afterAll(async () => {
  await services.stop();
}, START);

/** A participant agrees to collect music, at the level that the plan asks for. */
async function agree(as: Person, named: readonly object[]): Promise<void> {
  const lines = [{ profile: 'muziek', activity: 'collect', level: '3b', titles: 1, copies: 1, named }];
  const body = { participant: as.participant, name: 'Muziek', from: '2026-01-01', to: LAST, lines };
  const { id } = await service.done('POST', '/acquisition-plans', { as, body });
  await service.done('POST', `/acquisition-plans/${String(id)}/submit`, { as, body: {} });
  await service.done('POST', `/acquisition-plans/${String(id)}/accept`, { as: planOwner, body: {} });
}

function held(title: string) {
  return { title, copies: 1, extant: 1, onOrder: 0 };
}

/** Both hold a title, and one of them another. */
async function holds(): Promise<void> {
  const run = randomUUID();
  const [lonely, shared] = [LONELY, SHARED].map((number) => isbnKey(isbn(number)!)) as [string, string];
  const titles = [lonely, shared].map((id) => ({
    id,
    keys: [id],
    title: `Titel ${id}`,
    material: 'book' as const,
    language: 'dut',
    audience: 'adult' as const,
    classifications: [{ scheme: 'nbc' as const, notation: '24.10' }],
  }));
  await holdings.say(
    TitlesChangedV1.of({ version: 1, run, titles }),
    HoldingsChangedV1.of({ version: 2, run, participant: RIVIERDAL, holdings: [held(lonely), held(shared)] }),
    HoldingsChangedV1.of({ version: 3, run, participant: NIEUWLAND, holdings: [held(shared)] }),
  );
}

/** What the network has of the profile, by how many hold it, and what is flagged of that. */
async function network(): Promise<object> {
  const { holders, flags } = await coverage.ask<{ holders: object[]; flags: Flag[] }>(
    'GET',
    '/coverage/profiles/muziek',
  );
  const volume = flags.find(({ kind }) => kind === 'gap.volume');
  const planned = flags.filter(({ kind }) => kind === 'overlap.planned-title');
  return { holders, volume: volume?.evidence?.['titles'], planned: planned.length };
}

async function leaves(isil: string, to: string | null, successor: string | null): Promise<void> {
  const { version, name, kind, from } = await service.done('GET', `/participants/${isil}`, { as: administrator });
  const body = { version, name, kind, from, to, successor };
  await service.done('PUT', `/participants/${isil}`, { as: administrator, body });
}

/** What is flagged of the responsibility to collect music: each kind with whom it concerns. */
async function flagged(): Promise<Record<string, string[]>> {
  const { items } = await coverage.ask<{ items: Flag[] }>('GET', '/flags?profile=muziek&state=open&limit=200');
  const found = items.filter(({ kind }) => ['gap.unowned', 'gap.redundancy', 'risk.single-holder'].includes(kind));
  const collecting = found.filter((flag) => (flag as unknown as { activity: string }).activity === 'collect');
  return Object.fromEntries(collecting.map(({ kind, participants }) => [kind, participants.map(({ isil }) => isil)]));
}

async function agreedOn(day: string): Promise<unknown> {
  const { items } = await service.done('GET', `/agreements?on=${day}`, { as: planOwner });
  return (items as { participant: string }[]).map(({ participant }) => participant).toSorted();
}

describe('two participants that are responsible for a profile of which the plan asks two', () => {
  it('leave nothing to flag', async () => {
    await eventually(async () => expect(await flagged()).toEqual({}), LATE);
  });

  it('have what they hold counted for each of them', async () => {
    const both = [
      { holders: 1, titles: 1 },
      { holders: 2, titles: 1 },
    ];
    await eventually(async () => expect(await network()).toEqual({ holders: both, volume: 2, planned: 1 }), LATE);
  });

  it('are one after they merged: too few, and a single holder, which has the obligations of both', async () => {
    await leaves(RIVIERDAL, MERGED, NIEUWLAND);
    const one = { 'gap.redundancy': [NIEUWLAND], 'risk.single-holder': [NIEUWLAND] };
    await eventually(async () => expect(await flagged()).toEqual(one), LATE);
    expect(await agreedOn(TODAY)).toEqual([NIEUWLAND, NIEUWLAND]);
    expect(await agreedOn(MERGED)).toEqual([RIVIERDAL, NIEUWLAND]);
  });

  it('then hold as one, so that nobody else has the title that is planned', async () => {
    const one = { holders: [{ holders: 1, titles: 2 }], volume: 2, planned: 0 };
    await eventually(async () => expect(await network()).toEqual(one), LATE);
    expect(await coverage.verify()).toMatchObject({ counters: RIGHT, flags: { count: 0 } });
  });

  it('are nobody after the last one closed; the flags of before are in the history', async () => {
    const { items } = await coverage.ask<{ items: Flag[] }>('GET', '/flags?profile=muziek&kind=risk.single-holder');
    await leaves(NIEUWLAND, CLOSED, null);
    await eventually(async () => expect(await flagged()).toMatchObject({ 'gap.unowned': [] }), LATE);
    expect(await flagged()).not.toHaveProperty('risk.single-holder');
    expect(await agreedOn(TODAY)).toEqual([]);
    expect(await agreedOn(CLOSED)).toEqual([NIEUWLAND, NIEUWLAND]);
    expect(await agreedOn(MERGED)).toEqual([RIVIERDAL, NIEUWLAND]);
    const { history } = await coverage.ask<{ history: { what: string }[] }>('GET', `/flags/${items[0]?.id}`);
    expect(history.map(({ what }) => what)).toEqual(expect.arrayContaining(['raised', 'cleared']));
  });

  it('then hold nothing that anybody can count on, until the closing is taken back', async () => {
    await eventually(async () => expect(await network()).toEqual({ holders: [], volume: 0, planned: 0 }), LATE);
    await leaves(NIEUWLAND, null, null);
    const one = { holders: [{ holders: 1, titles: 2 }], volume: 2 };
    await eventually(async () => expect(await network()).toMatchObject(one), LATE);
    expect(await coverage.verify()).toMatchObject({ counters: RIGHT, flags: { count: 0 } });
  });
});
