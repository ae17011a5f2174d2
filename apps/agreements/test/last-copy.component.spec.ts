import { randomUUID } from 'node:crypto';
import { HoldingsChangedV1, TitlesChangedV1 } from '#libs/contracts';
import { isbn, isbnKey } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Source } from '../../coverage/test/source.ts';
import { NIEUWLAND, nieuwland, RIVIERDAL, rivierdal, type RunningAgreements, START } from './running.ts';
import { EXAMPLE_PLAN, type RunningCoverage } from './running-coverage.ts';
import { ThreeServices } from './three-services.ts';

const ISBN = '9780306406157';
const TITLE = isbnKey(isbn(ISBN)!);
const LATE = { timeout: 60_000 };

let services: ThreeServices;
let service: RunningAgreements;
let coverage: RunningCoverage;
let holdings: Source;
let version = 0;

beforeAll(async () => {
  services = await ThreeServices.start(EXAMPLE_PLAN);
  ({ agreements: service, coverage, holdings } = services);
  await holdings.say(
    TitlesChangedV1.of({
      version: ++version,
      run: randomUUID(),
      titles: [
        {
          id: TITLE,
          keys: [TITLE],
          title: 'Information theory',
          material: 'book',
          language: 'dut',
          audience: 'adult',
          classifications: [{ scheme: 'nbc', notation: '24.10' }],
        },
      ],
    }),
  );
  await has(RIVIERDAL, 1);
  await has(NIEUWLAND, 1);
}, START);

afterAll(async () => {
  await services.stop();
}, START);

/** So many extant copies, of as many that are recorded as there ever were. */
async function has(participant: string, extant: number): Promise<void> {
  const held = [{ title: TITLE, copies: 1, extant, onOrder: 0 }];
  await holdings.say(HoldingsChangedV1.of({ version: ++version, run: randomUUID(), participant, holdings: held }));
}

/** A title is known before its holders are: until then its copies are the last. */
async function heardOfBoth(): Promise<void> {
  const body = { participant: RIVIERDAL, name: 'Magazijn', acceptBy: '2999-01-01', items: [{ identifier: ISBN }] };
  await eventually(async () => {
    const { items } = await service.done('POST', '/withdrawals/check', { as: rivierdal, body });
    expect(items).toMatchObject([{ advice: 'free' }]);
  }, LATE);
}

/** Puts the title on a list of what goes; gives the item. */
async function withdraws(as: typeof rivierdal): Promise<{ id: string; state: string }> {
  const body = { participant: as.participant, name: 'Magazijn', acceptBy: '2999-01-01', items: [{ identifier: ISBN }] };
  await eventually(async () => {
    const { items } = await service.done('POST', '/withdrawals/check', { as, body });
    expect((items as { reason: string }[])[0]?.reason).not.toBe('title-unknown');
  }, LATE);
  const { items } = await service.done('POST', '/withdrawals', { as, body });
  return (items as { id: string; state: string }[])[0]!;
}

interface Flag {
  readonly participants: readonly { readonly isil: string }[];
  readonly evidence: Readonly<Record<string, unknown>>;
}

async function flagged(): Promise<Flag[]> {
  const { items } = await coverage.ask<{ items: Flag[] }>('GET', '/flags?kind=risk.last-copy&state=open');
  return items;
}

describe('the last copies of a title', () => {
  let mine: string;

  it('are no matter while one of two participants lets go', async () => {
    await heardOfBoth();
    const { id, state } = await withdraws(rivierdal);
    mine = id;
    expect(state).toBe('free');
    expect(await flagged()).toEqual([]);
  });

  it('are flagged when the only other one turns out to be missing', async () => {
    await has(NIEUWLAND, 0);
    await eventually(async () => {
      const [flag] = await flagged();
      expect(flag?.participants.map(({ isil }) => isil)).toEqual([RIVIERDAL]);
      expect(flag?.evidence).toMatchObject({ title: 'Information theory', extant: 1 });
    }, LATE);
  });

  it('are safe when it is kept after all', async () => {
    await service.done('POST', `/withdrawals/items/${mine}/call-off`, { as: rivierdal, body: {} });
    await eventually(async () => expect(await flagged()).toEqual([]), LATE);
  });

  it('are flagged when they are let go against the advice, for all who let go', async () => {
    await has(NIEUWLAND, 1);
    for (const as of [rivierdal, nieuwland]) {
      const { id, state } = await withdraws(as);
      if (state === 'free') continue;
      const body = { reason: 'Wij hebben er geen plaats meer voor.' };
      await service.done('POST', `/withdrawals/items/${id}/override`, { as, body });
    }
    await eventually(async () => {
      const [flag] = await flagged();
      expect(flag?.participants.map(({ isil }) => isil)).toEqual([RIVIERDAL, NIEUWLAND]);
      expect(flag?.evidence).toMatchObject({ extant: 2 });
    }, LATE);
    expect(await coverage.verify()).toMatchObject({ equal: true });
  });
});
