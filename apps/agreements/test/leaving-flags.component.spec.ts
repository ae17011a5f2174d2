import { addDays } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hearOfPlan, registerBoth } from './given.ts';
import {
  administrator,
  NIEUWLAND,
  nieuwland,
  type Person,
  planOwner,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';
import { RunningCoverage } from './running-coverage.ts';

interface Flag {
  readonly id: string;
  readonly kind: string;
  readonly participants: readonly { readonly isil: string }[];
}

const LATE = { timeout: 60_000 };
const TODAY = new Date().toISOString().slice(0, 10);
const MERGED = addDays(TODAY, -10);
const CLOSED = addDays(TODAY, -1);
const LAST = '2029-12-31';

let service: RunningAgreements;
let coverage: RunningCoverage;

beforeAll(async () => {
  service = await RunningAgreements.start();
  coverage = await RunningCoverage.beside(service);
  await registerBoth(service);
  await coverage.adopt('muziek');
  await hearOfPlan(service);
  for (const who of [rivierdal, nieuwland]) await agree(who);
}, START);

afterAll(async () => {
  await coverage.stop();
  await service.stop();
}, START);

/** A participant agrees to collect music, at the level that the plan asks for. */
async function agree(as: Person): Promise<void> {
  const lines = [{ profile: 'muziek', activity: 'collect', level: '3b', titles: 1, copies: 1 }];
  const body = { participant: as.participant, name: 'Muziek', from: '2026-01-01', to: LAST, lines };
  const { id } = await service.done('POST', '/acquisition-plans', { as, body });
  await service.done('POST', `/acquisition-plans/${String(id)}/submit`, { as, body: {} });
  await service.done('POST', `/acquisition-plans/${String(id)}/accept`, { as: planOwner, body: {} });
}

async function leaves(isil: string, to: string, successor: string | null): Promise<void> {
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

  it('are one after they merged: too few, and a single holder, which has the obligations of both', async () => {
    await leaves(RIVIERDAL, MERGED, NIEUWLAND);
    const one = { 'gap.redundancy': [NIEUWLAND], 'risk.single-holder': [NIEUWLAND] };
    await eventually(async () => expect(await flagged()).toEqual(one), LATE);
    expect(await agreedOn(TODAY)).toEqual([NIEUWLAND, NIEUWLAND]);
    expect(await agreedOn(MERGED)).toEqual([RIVIERDAL, NIEUWLAND]);
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
});
