import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADOPTED, draft, knowProfiles, left, PROPOSAL, register, registerBoth } from './given.ts';
import {
  NIEUWLAND,
  nieuwland,
  type Person,
  planOwner,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';

const ISBN = '9780306406157';
const TITLE = `100000${ISBN}`;
const PPN = '2000000000123456789';
const THIRD = 'NL-0800030000';
const KEPT = { participant: NIEUWLAND, until: '2050-12-31', held: true };

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
  await registerBoth(service);
  await register(service, THIRD, 'Bibliotheek Derde');
  await knowProfiles(service);
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate agreement, acquisition_plan cascade');
  await service.em.execute('truncate retention_commitment, title, title_key, holding');
  await service.em.execute('update participant set valid_to = null, successor = null');
  await service.em.execute(
    `insert into title (id, version, title, contributor, year, gone, material, language, audience, classifications)
     values (?, 1, 'Information theory', 'Watanabe', 1980, false, 'book', 'dut', 'adult', ?::jsonb)`,
    [TITLE, JSON.stringify([{ scheme: 'nbc', notation: '24.50' }])],
  );
  await service.em.execute('insert into title_key values (?, ?, false)', [PPN, TITLE]);
  await planSays({});
});

/** Adopts that music is NBC 24, and what the collection plan says of it besides. */
async function planSays(target: { enoughHolders?: number }): Promise<void> {
  const scope = { classification: [{ scheme: 'nbc', prefix: '24' }], material: [], language: [], audience: [] };
  const targets = [{ activity: 'collect', level: '3b', ...target }];
  const profiles = ADOPTED.profiles.map((it) => Object.assign({}, it, it.code === 'muziek' ? { scope, targets } : {}));
  await service.em.execute('update collection_plan set profiles = ?::jsonb', [JSON.stringify(profiles)]);
}

function holds(participant: string, extant: number, onOrder = 0): Promise<unknown> {
  return service.em.execute('insert into holding values (?, ?, ?, ?, ?, 1)', [
    TITLE,
    participant,
    extant,
    extant,
    onOrder,
  ]);
}

interface Item extends Record<string, unknown> {
  readonly advice: string;
  readonly reasons: readonly string[];
}

async function check(more: object = {}, as: Person = rivierdal): Promise<Item> {
  const body = { identifiers: ['0-306-40615-2'], ...more };
  const { items } = await service.done('POST', '/purchase-checks', { as, body });
  return (items as Item[])[0]!;
}

/** Another participant's plan that names the title by its PPN, in this state. */
async function plannedByNieuwland(...steps: readonly ('submit' | 'review' | 'accept' | 'return' | 'withdraw')[]) {
  const named = [{ identifier: 'ppn:123456789' }];
  const line = { profile: 'muziek', activity: 'collect', level: '3b', titles: 1, copies: 1, named };
  const proposal = { ...PROPOSAL, lines: [line] };
  const body = { participant: NIEUWLAND, ...proposal };
  const { id } = await service.done('POST', '/acquisition-plans', { as: nieuwland, body });
  for (const step of steps) {
    const as = step === 'submit' || step === 'withdraw' ? nieuwland : planOwner;
    await service.done('POST', `/acquisition-plans/${String(id)}/${step}`, { as, body: { remark: 'Te breed' } });
  }
  return String(id);
}

describe('the check before buying', () => {
  it('says to buy what nobody has, and names the profile that the title belongs to', async () => {
    await expect(check()).resolves.toMatchObject({
      line: 1,
      identifier: '0-306-40615-2',
      known: true,
      title: 'Information theory',
      profiles: ['muziek'],
      advice: 'buy',
      reasons: ['nowhere-else'],
      holders: 0,
    });
  });

  it('answers for a title that nobody told of', async () => {
    await expect(check({ identifiers: ['ocn:77'] })).resolves.toMatchObject({
      known: false,
      title: null,
      profiles: [],
      advice: 'buy',
      reasons: ['nowhere-else'],
    });
  });

  it('says to borrow once enough others hold it or ordered it', async () => {
    await planSays({ enoughHolders: 2 });
    await holds(NIEUWLAND, 2);
    await expect(check()).resolves.toMatchObject({ advice: 'buy', reasons: ['too-few-elsewhere'], enough: 2 });
    await holds(THIRD, 0, 1);
    await expect(check()).resolves.toMatchObject({
      advice: 'borrow',
      reasons: ['enough-elsewhere'],
      holders: 1,
      ordering: 1,
      having: 2,
      copies: 2,
      heldBy: [NIEUWLAND],
      orderedBy: [THIRD],
    });
  });

  it('does not count copies of your own among those of the others', async () => {
    await planSays({ enoughHolders: 1 });
    await holds(RIVIERDAL, 3, 1);
    await expect(check()).resolves.toMatchObject({
      advice: 'buy',
      reasons: ['nowhere-else', 'own-copies'],
      own: { extant: 3, onOrder: 1 },
    });
    await expect(check({}, nieuwland)).resolves.toMatchObject({ advice: 'borrow' });
    await expect(check({}, planOwner)).resolves.toMatchObject({ holders: 1, own: { extant: 0, onOrder: 0 } });
  });

  it('does not count copies that are missing', async () => {
    await service.em.execute('insert into holding values (?, ?, 2, 0, 0, 1)', [TITLE, NIEUWLAND]);
    await expect(check()).resolves.toMatchObject({ holders: 0, reasons: ['nowhere-else'] });
  });

  it('counts those who merged as one, under the survivor, and as your own if that is you', async () => {
    await planSays({ enoughHolders: 2 });
    await holds(NIEUWLAND, 1);
    await holds(THIRD, 2, 1);
    await expect(check()).resolves.toMatchObject({ advice: 'borrow', holders: 2 });
    await left(service, THIRD, NIEUWLAND);
    const one = { advice: 'buy', holders: 1, ordering: 1, having: 1, copies: 3, heldBy: [NIEUWLAND] };
    await expect(check()).resolves.toMatchObject(one);
    await expect(check({}, nieuwland)).resolves.toMatchObject({ holders: 0, own: { extant: 3, onOrder: 1 } });
  });

  it('does not count what somebody had who closed, nor who had merged into it before', async () => {
    await planSays({ enoughHolders: 1 });
    await holds(NIEUWLAND, 1);
    await holds(THIRD, 2, 1);
    await left(service, THIRD, NIEUWLAND);
    await left(service, NIEUWLAND, null);
    await expect(check()).resolves.toMatchObject({ advice: 'buy', reasons: ['nowhere-else'], holders: 0, copies: 0 });
  });

  it.each([
    ['submitted', ['submit'], 'submitted'],
    ['in review', ['submit', 'review'], 'in-review'],
    ['agreed to', ['submit', 'accept'], 'agreed'],
  ] as const)('says to consult about what another plans, by whichever key: %s', async (_what, steps, state) => {
    const plan = await plannedByNieuwland(...steps);
    const item = await check();
    expect(item.advice).toBe('consult');
    expect(item.reasons).toContain('planned-elsewhere');
    expect(item['planned']).toEqual([{ participant: NIEUWLAND, plan, name: 'Muziek 2027', profile: 'muziek', state }]);
  });

  it.each([
    ['a draft', []],
    ['returned', ['submit', 'return']],
    ['withdrawn', ['submit', 'withdraw']],
  ] as const)('does not show a plan of another that is %s', async (_what, steps) => {
    await plannedByNieuwland(...steps);
    await expect(check()).resolves.toMatchObject({ advice: 'buy', planned: [], ownPlans: [] });
    await expect(check({ participant: NIEUWLAND })).resolves.toMatchObject({ planned: [], ownPlans: [] });
    await expect(check({ participant: NIEUWLAND }, planOwner)).resolves.toMatchObject({ ownPlans: [] });
  });

  it('tells your own plans apart, drafts too, and they do not stand in your way', async () => {
    const plan = await draft(service);
    await expect(check()).resolves.toMatchObject({
      advice: 'buy',
      planned: [],
      ownPlans: [{ participant: RIVIERDAL, plan, state: 'draft' }],
    });
  });

  it('follows what a plan says: what it names no longer is not planned', async () => {
    const id = await plannedByNieuwland('submit', 'return');
    const line = { profile: 'muziek', activity: 'collect', level: '3b', titles: 1, copies: 1 };
    const edited = { ...PROPOSAL, lines: [line], version: 3 };
    await service.done('PUT', `/acquisition-plans/${id}`, { as: nieuwland, body: edited });
    await service.done('POST', `/acquisition-plans/${id}/submit`, { as: nieuwland, body: {} });
    await expect(check()).resolves.toMatchObject({ planned: [] });
  });

  it('follows an agreement that is handed over, and that ends', async () => {
    const id = await plannedByNieuwland('submit', 'accept');
    const { items } = await service.done('GET', `/agreements?plan=${id}`, { as: planOwner });
    const agreement = String((items as { id: string }[])[0]?.id);
    const body = { taker: THIRD, on: '2027-01-01', reason: 'Afgesproken' };
    await service.done('POST', `/agreements/${agreement}/hand-over`, { as: planOwner, body });
    const planned = (await check())['planned'] as { participant: string }[];
    expect(planned.map(({ participant }) => participant)).toContain(THIRD);
  });

  it('says to consult about what is for another to collect, and to buy what is for you', async () => {
    await plannedByNieuwland('submit', 'accept');
    await service.em.execute(`update agreement set valid_from = '2020-01-01', valid_to = '2099-12-31', named = '[]'`);
    await service.em.execute('delete from planned_title');
    await expect(check()).resolves.toMatchObject({
      advice: 'consult',
      reasons: ['responsible-elsewhere', 'nowhere-else'],
      responsible: [NIEUWLAND],
    });
    await expect(check({}, nieuwland)).resolves.toMatchObject({
      advice: 'buy',
      reasons: ['responsible-yourself', 'nowhere-else'],
    });
    await expect(check({ profile: 'talen' })).resolves.toMatchObject({ advice: 'buy', profiles: ['talen'] });
  });

  it.each([
    ['the title, by another key', { identifier: 'ppn:123456789' }, [KEPT]],
    ['what it has of the profile', { profile: 'muziek' }, []],
  ])('says to borrow what another has and promised to keep: %s', async (_what, about, retained) => {
    const body = { participant: NIEUWLAND, from: '2020-01-01', until: '2050-12-31', policy: 'PLUS', ...about };
    await service.done('POST', '/retention-commitments', { as: nieuwland, body });
    await expect(check()).resolves.toMatchObject({ advice: 'buy', keptBy: [] });
    await holds(NIEUWLAND, 1);
    await expect(check()).resolves.toMatchObject({ advice: 'borrow', keptBy: [NIEUWLAND], retained });
  });

  it('tells what it cannot read with its place, and answers all the rest in order', async () => {
    const identifiers = ['ppn:123456789', '9780306406158', ISBN, '9.78904E+12', ISBN];
    const { items, unreadable } = await service.done('POST', '/purchase-checks', {
      as: rivierdal,
      body: { identifiers },
    });
    expect((items as Item[]).map(({ line }) => line)).toEqual([1, 3, 5]);
    expect(unreadable).toMatchObject([
      { line: 2, identifier: '9780306406158', code: 'identifier.invalid' },
      { line: 4, identifier: '9.78904E+12', code: 'identifier.invalid' },
    ]);
  });

  it('takes 5,000 titles at once, and no more', async () => {
    const identifiers = Array.from({ length: 5000 }, (_, at) => `ocn:${at + 1}`);
    const { items } = await service.done('POST', '/purchase-checks', { as: rivierdal, body: { identifiers } });
    expect(items).toHaveLength(5000);
    const body = { identifiers: [...identifiers, 'ocn:9999'] };
    await expect(service.request('POST', '/purchase-checks', { as: rivierdal, body })).resolves.toMatchObject({
      status: 422,
    });
  });

  it('refuses a profile that the adopted plan does not have', async () => {
    const body = { identifiers: [ISBN], profile: 'schilderkunst' };
    await expect(service.request('POST', '/purchase-checks', { as: rivierdal, body })).resolves.toMatchObject({
      status: 404,
      body: { code: 'profile.unknown' },
    });
  });
});
