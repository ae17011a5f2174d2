import { randomUUID } from 'node:crypto';
import { HoldingsChangedV1, TitlesChangedV1 } from '#libs/contracts';
import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Day, Isil } from '#libs/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPlan } from '../src/model/plan-text.ts';
import type { PlanVersion } from '../src/model/collection-plan.ts';
import { atOneMoment } from '../src/queries/at-one-moment.ts';
import { CollectionPlans } from '../src/store/collection-plans.ts';
import { ANY_HOLDERS_CHANGED, forgetHolderChanges, momentOfHolders } from '../src/store/holder-changes.ts';
import { HoldersInMemory } from '../src/store/holders-in-memory.ts';
import { countsUnder, heldByThemAlone } from '../src/store/hypothetical-counts.ts';
import { Crossover } from '../src/store/projection.ts';
import { countedBySql, heldAloneBySql } from './counted-by-sql.ts';
import { histories, PARTICIPANTS, PLANS, type Step } from './histories.ts';
import { RunningCoverage } from './running.ts';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

const HISTORIES = Number(process.env['HISTORIES'] ?? 8);
const ON = ['2026-06-01', '2026-12-31', '2029-12-31'] as const;

let inForce: string | null = null;
let versions = 0;

async function begin(): Promise<void> {
  await coverage.forget();
  inForce = null;
  await adopt(PLANS[0]!);
}

async function adopt(yaml: string): Promise<void> {
  const { plan, version } = await coverage.app.get(CollectionPlans).draft(yaml, 'owner');
  await coverage.app.get(CollectionPlans).adopt(plan, version, { supersedes: inForce, by: 'owner' });
  inForce = `${plan}/${version}`;
}

async function happen(step: Step): Promise<void> {
  if (step.kind === 'tell') await coverage.hear(...step.facts.map((tell) => tell(++versions)));
  else if (step.kind === 'adopt') await adopt(`${PLANS[step.plan]!}# ${++versions}\n`);
  else if (step.kind === 'day') await coverage.newDay(step.day);
}

async function currentPlan(em: EntityManager): Promise<PlanVersion> {
  const [row] = await em.execute<{ yaml: string; version: number }[]>(
    `select yaml, version from collection_plan where state = 'adopted'`,
  );
  return { ...readPlan(row!.yaml), version: row!.version };
}

/** What is counted in memory beside what the database counts, as one transaction sees it. */
async function bothWays(em: EntityManager, seed: number, holders = coverage.app.get(HoldersInMemory)) {
  const plan = await currentPlan(em);
  const participants = PARTICIPANTS.filter((_, at) => ((seed >> at) & 1) === 1);
  const closed: Isil[] = seed % 5 === 0 ? [] : [PARTICIPANTS[seed % PARTICIPANTS.length]!];
  const on: Day = ON[seed % ON.length]!;
  const scopes = new Map(plan.profiles.map(({ scope }, place) => [place + 1, scope]));
  const responsible = new Map([...scopes.keys()].map((number) => [number, new Set<Isil>(participants)]));
  const asked = { on, closed, scopes, crosswalks: plan.crosswalks, responsible };
  return {
    memory: [await countsUnder(em, holders, asked), await heldByThemAlone(em, holders, plan, closed)],
    sql: [await countedBySql(em, asked), await heldAloneBySql(em, closed)],
  };
}

describe('what is counted in memory', () => {
  it.each([
    ['followed title by title', new Crossover()],
    ['read again after each load', { rows: -1, share: 0, step: 2 }],
    ['now the one, now the other', { rows: 3, share: 0, step: 1 }],
  ])(
    'is what the database counts, whatever happens in between: %s',
    async (_, crossover) => {
      Object.assign(coverage.app.get(Crossover), crossover);
      const lived = await fc.check(
        fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
          await begin();
          for (const [at, step] of history.entries()) {
            await happen(step);
            const { memory, sql } = await atOneMoment(coverage.em, (em) => bothWays(em, seed + at));
            expect(memory).toEqual(sql);
          }
        }),
        { numRuns: HISTORIES, includeErrorInReport: true },
      );
      expect(fc.defaultReportMessage(lived)).toBeUndefined();
    },
    600_000,
  );
});

const [A, B, C] = PARTICIPANTS;
const title = (at: number): string => `1${String(at).padStart(18, '0')}`;

function titlesOf(count: number, language = 'dut'): TitlesChangedV1 {
  return TitlesChangedV1.of({
    version: ++versions,
    run: randomUUID(),
    titles: Array.from({ length: count }, (_, at) => ({
      id: title(at),
      keys: [title(at)],
      title: `Titel ${at}`,
      material: 'book' as const,
      language,
      audience: 'adult' as const,
      classifications: [{ scheme: 'nbc' as const, notation: '24.10' }],
    })),
  });
}

function holdingsOf(participant: Isil, copies: number, ...titles: number[]): HoldingsChangedV1 {
  return HoldingsChangedV1.of({
    version: ++versions,
    run: randomUUID(),
    participant,
    holdings: titles.map((at) => ({ title: title(at), copies, extant: copies, onOrder: 0 })),
  });
}

/** A transaction of one moment that lasts until it is ended. */
async function begunNow(): Promise<EntityManager> {
  const em = coverage.em;
  await em.begin({ isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
  await em.execute('select count(*) from holder_change');
  return em;
}

function heldNow(em: EntityManager): Promise<unknown> {
  return coverage.app.get(HoldersInMemory).at(em, (held) => Promise.resolve(held));
}

/** What memory and database say alike. */
async function agreed(em: EntityManager, holders?: HoldersInMemory): Promise<unknown> {
  const { memory, sql } = await bothWays(em, 7, holders);
  expect(memory).toEqual(sql);
  return memory;
}

describe('the holders in memory', () => {
  beforeEach(async () => {
    Object.assign(coverage.app.get(Crossover), new Crossover());
    await begin();
    await coverage.hear(titlesOf(40), holdingsOf(A, 1, 0, 1, 2, 3), holdingsOf(B, 2, 2, 3, 4));
  });

  it('are brought to a later moment by the titles that changed, without being read again', async () => {
    const before = await atOneMoment(coverage.em, heldNow);
    await coverage.hear(holdingsOf(C, 1, 0, 1, 2), holdingsOf(A, 0, 0));
    await coverage.hear(titlesOf(3, 'eng'));
    await atOneMoment(coverage.em, agreed);
    expect(await atOneMoment(coverage.em, heldNow)).toBe(before);
  });

  it('are brought back to an earlier moment for whoever began before, and on again', async () => {
    const earlier = await begunNow();
    const first = await agreed(earlier);
    await coverage.hear(holdingsOf(C, 1, 0, 1, 2), holdingsOf(B, 0, 2));
    expect(await atOneMoment(coverage.em, agreed)).not.toEqual(first);
    await coverage.hear(titlesOf(2, 'eng'), holdingsOf(C, 0, 1));
    const between = await begunNow();
    const held = await heldNow(between);
    expect(await agreed(earlier)).toEqual(first);
    await agreed(between);
    await coverage.hear(holdingsOf(A, 1, 7));
    await atOneMoment(coverage.em, agreed);
    expect(await agreed(earlier)).toEqual(first);
    expect(await atOneMoment(coverage.em, heldNow)).toBe(held);
    await earlier.commit();
    await between.commit();
  });

  it('are right when several ask at once while others write', async () => {
    const both = await Promise.all(
      Array.from({ length: 12 }, async (_, at) => {
        await coverage.hear(holdingsOf(C, at % 2, at % 5));
        return await atOneMoment(coverage.em, (em) => bothWays(em, at));
      }),
    );
    for (const { memory, sql } of both) expect(memory).toEqual(sql);
  });

  it('are read again when the changes since are not remembered any more, or may be of any title', async () => {
    const before = await atOneMoment(coverage.em, heldNow);
    await coverage.hear(holdingsOf(C, 1, 0));
    await coverage.hear(holdingsOf(C, 1, 1, 2, 3));
    await forgetHolderChanges(coverage.em, 3);
    const after = await atOneMoment(coverage.em, heldNow);
    expect(after).not.toBe(before);
    await atOneMoment(coverage.em, agreed);
    await coverage.em.execute(ANY_HOLDERS_CHANGED);
    expect(await atOneMoment(coverage.em, heldNow)).not.toBe(after);
  });

  it('are followed as long as the changes are remembered', async () => {
    const before = await atOneMoment(coverage.em, heldNow);
    await coverage.hear(holdingsOf(C, 1, 0));
    await forgetHolderChanges(coverage.em, 2);
    await coverage.hear(holdingsOf(C, 1, 1, 2, 3));
    await atOneMoment(coverage.em, agreed);
    expect(await atOneMoment(coverage.em, heldNow)).toBe(before);
  });

  it('leave nothing half done behind when whoever asks fails', async () => {
    await atOneMoment(coverage.em, heldNow);
    await coverage.hear(holdingsOf(C, 1, 0, 1, 2));
    const failing = atOneMoment(coverage.em, async (em) => {
      await em.execute('select 1 / 0').catch(() => undefined);
      await heldNow(em);
    });
    await expect(failing).rejects.toThrow('transaction is aborted');
    const { memory, sql } = await atOneMoment(coverage.em, (em) => bothWays(em, 7));
    expect(memory).toEqual(sql);
  });

  it('take over what another instance wrote', async () => {
    const other = new HoldersInMemory();
    const before = await atOneMoment(coverage.em, (em) => agreed(em, other));
    await coverage.hear(holdingsOf(C, 1, 0, 1, 2));
    expect(await atOneMoment(coverage.em, (em) => agreed(em, other))).not.toEqual(before);
    expect(await atOneMoment(coverage.em, agreed)).not.toEqual(before);
  });

  it('tell nobody that nothing changed: what is told again writes down no change', async () => {
    const told = holdingsOf(C, 1, 0, 1);
    await coverage.hear(told);
    const moment = await atOneMoment(coverage.em, momentOfHolders);
    await coverage.hear(told);
    expect(await atOneMoment(coverage.em, momentOfHolders)).toBe(moment);
  });
});
