import type { Fact } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Planted } from '../bench/planted/plot.ts';
import { plantTruth, scored, type Truth } from '../bench/planted/truth.ts';
import { RunningCoverage } from './running.ts';

const HOLDINGS = Number(process.env['TRUTH_HOLDINGS'] ?? 6_000);
const SEED = Number(process.env['TRUTH_SEED'] ?? 1);

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
});
afterAll(() => coverage.stop());
beforeEach(() => coverage.forget());

async function told(truth: Truth): Promise<void> {
  for (const facts of truth.told()) await coverage.hear(...facts);
}

async function promised(truth: Truth): Promise<void> {
  const facts: Fact[] = [...truth.promises];
  while (facts.length > 0) await coverage.hear(...facts.splice(0, 50));
}

describe('of what is planted among many holdings, and of what is nearly so', () => {
  it.each<[string, (truth: Truth) => Promise<void>]>([
    [
      'the plan first, then promises, then holdings',
      async (truth) => {
        await coverage.adopt(truth.plan);
        await promised(truth);
        await told(truth);
      },
    ],
    [
      'holdings first, then promises, then the plan',
      async (truth) => {
        await told(truth);
        await promised(truth);
        await coverage.adopt(truth.plan);
      },
    ],
  ])('each flag is raised and no other, with %s', async (_, live) => {
    const truth = plantTruth({ holdings: HOLDINGS, seed: SEED, today: coverage.clock.today() });
    await live(truth);
    const open = await coverage.em.execute<Planted[]>(
      'select kind, profile, activity, subject, participants, evidence from flag where cleared_at is null',
    );
    const scores = scored(truth.planted, open);
    const [missing, wrong] = [scores.flatMap((it) => it.missing), scores.flatMap((it) => it.wrong)];
    expect({ missing, wrong }).toEqual({ missing: [], wrong: [] });
    expect(scores.filter(({ planted }) => planted === 0)).toEqual([]);
  });
});
