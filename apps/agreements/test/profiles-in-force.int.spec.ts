import type { AdoptedCrosswalk, PlanAdoptedV1 } from '#libs/contracts';
import { type FreshDatabase, freshDatabase } from '#libs/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { profilesInForce } from '../src/queries/profiles-in-force.ts';
import { standingsForPurchase } from '../src/queries/purchase-standings.ts';
import { takeTitles, type VersionedTitle } from '../src/store/heard-titles.ts';
import { keepCollectionPlan } from '../src/store/told-by-coverage.ts';
import { ADOPTED } from './given.ts';
import { START } from './running.ts';

const TITLE = '1000009780306406157';
const ON = '2026-06-01';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase('agreements', migrations);
}, START);

afterAll(async () => {
  await database.drop();
});

/** Adopts a version of the plan whose first profile is about these classes of NBC, or does not say what it is about. */
async function adopt(version: number, prefix: string | null, crosswalks: AdoptedCrosswalk[] = []): Promise<void> {
  const [music, languages] = ADOPTED.profiles;
  const classification = [{ scheme: 'nbc' as const, prefix: prefix ?? '' }];
  const scope = { classification, material: [], language: ['dut'], audience: [] };
  const targets = [{ activity: 'collect' as const, level: '3b' as const, enoughHolders: 4 }];
  const told = prefix === null ? music! : Object.assign({}, music, { scope, targets });
  const adopted: Omit<PlanAdoptedV1, never> = { ...ADOPTED, version, profiles: [told, languages!], crosswalks };
  await keepCollectionPlan(database.orm.em.fork(), adopted);
}

async function hear(version: number, more: Partial<VersionedTitle>): Promise<void> {
  const title: VersionedTitle = {
    id: TITLE,
    version,
    keys: [TITLE],
    title: 'Muziek',
    material: 'book',
    language: 'dut',
    audience: 'adult',
    classifications: [{ scheme: 'nbc', notation: '24.10' }],
    ...more,
  };
  await database.orm.em.fork().transactional((tx) => takeTitles(tx, [title]));
}

/** The profiles that the title is found to belong to, by what was heard of it. */
async function profilesOfTitle(): Promise<readonly string[]> {
  const em: EntityManager = database.orm.em.fork();
  const standings = await standingsForPurchase(em, [TITLE], {
    participant: null,
    on: ON,
    seesDrafts: false,
    notable: [],
  });
  const plan = await profilesInForce(em, ON);
  return plan.of(standings.get(TITLE)!).map(({ code }) => code);
}

describe('the profiles of a title', () => {
  it('are none while no plan is adopted, nor while a plan does not say what its profiles are about', async () => {
    await hear(1, {});
    await expect(profilesOfTitle()).resolves.toEqual([]);
    await adopt(1, null);
    await expect(profilesOfTitle()).resolves.toEqual([]);
  });

  it('are those whose scopes cover what was heard of it', async () => {
    await adopt(2, '24');
    await expect(profilesOfTitle()).resolves.toEqual(['muziek']);
  });

  it('follow the title when it changes, and no older news of it', async () => {
    await hear(3, { language: 'eng' });
    await expect(profilesOfTitle()).resolves.toEqual([]);
    await hear(2, {});
    await expect(profilesOfTitle()).resolves.toEqual([]);
    await hear(4, {});
    await expect(profilesOfTitle()).resolves.toEqual(['muziek']);
  });

  it('follow the plan when another version is adopted', async () => {
    await adopt(3, '08');
    await expect(profilesOfTitle()).resolves.toEqual([]);
    await adopt(4, '24.1');
    await expect(profilesOfTitle()).resolves.toEqual(['muziek']);
  });

  it('are those that a crosswalk of the plan leads to, as in coverage', async () => {
    await hear(5, { classifications: [{ scheme: 'ddc', notation: '781.62' }] });
    await expect(profilesOfTitle()).resolves.toEqual([]);
    await adopt(5, '24.1', [{ from: 'ddc', to: 'nbc', rules: [{ from: '780', upTo: '789', to: '24.10' }] }]);
    await expect(profilesOfTitle()).resolves.toEqual(['muziek']);
    await adopt(6, '24.1');
    await expect(profilesOfTitle()).resolves.toEqual([]);
  });

  it('say how many holders are enough', async () => {
    const plan = await profilesInForce(database.orm.em.fork(), ON);
    expect([plan.get('muziek')?.enoughHolders, plan.get('talen')?.enoughHolders]).toEqual([4, null]);
  });
});
