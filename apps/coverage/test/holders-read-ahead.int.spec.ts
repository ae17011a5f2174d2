import { randomUUID } from 'node:crypto';
import { type Classification, TitlesChangedV1 } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { atOneMoment } from '../src/queries/at-one-moment.ts';
import { ANY_HOLDERS_CHANGED } from '../src/store/holder-changes.ts';
import { HoldersInMemory } from '../src/store/holders-in-memory.ts';
import { request } from './calling.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';
import { owner } from './scenario-routes.ts';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
  await coverage.adopt(EXAMPLE_PLAN);
  const facets = {
    material: 'book',
    language: 'dut',
    audience: 'adult',
    classifications: [] as Classification[],
  } as const;
  const title = { id: '1000000000000000001', keys: ['1000000000000000001'], title: 'Titel', ...facets };
  await coverage.hear(TitlesChangedV1.of({ version: 1, run: randomUUID(), titles: [title] }));
}, 120_000);
afterAll(() => coverage.stop());

/** Whoever reads titles waits until this is over. */
async function whileTitlesAreLocked(act: () => Promise<void>): Promise<void> {
  await coverage.em.transactional(async (tx) => {
    await tx.execute('lock table title in access exclusive mode');
    await act();
  });
}

async function waitingForTitles(): Promise<number> {
  const [row] = await coverage.em.execute<{ waiting: number }[]>(
    `select count(*)::int as waiting from pg_locks where relation = 'title'::regclass and not granted`,
  );
  return row!.waiting;
}

describe('who has each title', () => {
  it.each(['at first', 'after everything was counted again'])(
    'is read as soon as somebody looks at the scenarios, who does not wait for it, and once: %s',
    async () => {
      await coverage.em.execute(ANY_HOLDERS_CHANGED);
      await whileTitlesAreLocked(async () => {
        for (let times = 0; times < 3; times++) {
          expect(await request(coverage, 'GET', '/scenarios', { as: owner })).toMatchObject({ status: 200 });
        }
        await eventually(async () => expect(await waitingForTitles()).toBe(1));
      });
      const holders = coverage.app.get(HoldersInMemory);
      expect(await atOneMoment(coverage.em, (tx) => holders.at(tx, async ({ titles }) => titles))).toBe(1);
    },
  );

  it('is not read to the end by a service that stops', async () => {
    const holders = new HoldersInMemory();
    holders.expectQuestions(coverage.em);
    holders.beforeApplicationShutdown();
    await expect(atOneMoment(coverage.em, (tx) => holders.at(tx, () => Promise.resolve()))).rejects.toThrow('aborted');
  });
});
