import { RepresentationChangedV1 } from '#libs/contracts';
import { addDays, dayOf } from '#libs/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accepted, draft, knowProfiles, PROPOSAL, registerBoth } from './given.ts';
import { registerStreek, STREEK } from './representation-routes.ts';
import {
  administrator,
  type Answer,
  NIEUWLAND,
  nieuwland,
  type Person,
  planOwner,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';

const streek: Person = { roles: ['collection-manager'], participant: STREEK };
const TODAY = dayOf(new Date());
const YESTERDAY = addDays(TODAY, -1);

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate participant, acquisition_plan, agreement, collection_plan cascade');
  await service.em.execute('delete from outbox');
  await registerBoth(service);
  await registerStreek(service);
  await knowProfiles(service);
});

/** Rivierdal lets Streek act for it. */
function name(days: { from: string; to?: string }, as = rivierdal, through = service): Promise<Answer> {
  const body = { participant: RIVIERDAL, representative: STREEK, ...days };
  return through.request('POST', '/representations', { as, body });
}

function end(id: unknown, on: string, as = rivierdal): Promise<Answer> {
  return service.request('POST', `/representations/${String(id)}/end`, { as, body: { on } });
}

/** What a manager is answered who drafts for Rivierdal. */
async function drafting(as: Person): Promise<number> {
  const body = { participant: RIVIERDAL, ...PROPOSAL };
  return (await service.request('POST', '/acquisition-plans', { as, body })).status;
}

async function actsFor(as: Person): Promise<unknown> {
  return (await service.done('GET', '/acting-for', { as }))['items'];
}

async function merge(isil: string, successor: string): Promise<void> {
  const {
    version,
    name: known,
    kind,
    from,
  } = await service.done('GET', `/participants/${isil}`, { as: administrator });
  const body = { version, name: known, kind, from, to: YESTERDAY, successor };
  await service.done('PUT', `/participants/${isil}`, { as: administrator, body });
}

describe('a support organisation that a library named', () => {
  it('drafts, edits, submits and withdraws plans of that library, and manages what was agreed', async () => {
    await name({ from: TODAY });
    const body = { participant: RIVIERDAL, ...PROPOSAL };
    const { id } = await service.done('POST', '/acquisition-plans', { as: streek, body });
    const path = `/acquisition-plans/${String(id)}`;
    await service.done('PUT', path, { as: streek, body: { ...PROPOSAL, name: 'Anders', version: 1 } });
    await service.done('POST', `${path}/submit`, { as: streek, body: {} });
    await service.done('POST', `${path}/remarks`, { as: streek, body: { text: 'Namens Rivierdal' } });
    await service.done('POST', `${path}/accept`, { as: planOwner, body: {} });
    const { items } = await service.done('GET', `/agreements?plan=${String(id)}`, { as: streek });
    const [agreement] = items as { id: string; participant: string }[];
    expect(agreement?.participant).toBe(RIVIERDAL);
    const renewed = await service.request('POST', `/agreements/${agreement?.id}/renew`, {
      as: streek,
      body: { to: '2029-12-31' },
    });
    expect(renewed.status).toBe(200);
  });

  it('sees the drafts of that library as its own, in the list too', async () => {
    const id = await draft(service);
    const list = async () => (await service.done('GET', '/acquisition-plans', { as: streek }))['items'] as object[];
    await expect(list()).resolves.toEqual([]);
    await name({ from: TODAY });
    await expect(list()).resolves.toMatchObject([{ id }]);
    await expect(service.request('GET', `/acquisition-plans/${id}`, { as: streek })).resolves.toMatchObject({
      status: 200,
    });
  });

  it('acts for no other library', async () => {
    await name({ from: TODAY });
    const body = { participant: NIEUWLAND, ...PROPOSAL };
    await expect(service.request('POST', '/acquisition-plans', { as: streek, body })).resolves.toMatchObject({
      status: 403,
      body: { code: 'participant.not-yours' },
    });
  });

  it.each([
    ['before its first day', { from: addDays(TODAY, 1) }, 403],
    ['on its first day', { from: TODAY }, 201],
    ['on its last day', { from: YESTERDAY, to: TODAY }, 201],
    ['after its last day', { from: addDays(TODAY, -9), to: YESTERDAY }, 403],
  ])('acts only while that is in force: %s', async (_, days, status) => {
    await name(days);
    await expect(drafting(streek)).resolves.toBe(status);
  });

  it('stops as soon as the library ends it, or it lays that down itself', async () => {
    for (const as of [rivierdal, streek]) {
      const { body } = await name({ from: TODAY });
      await expect(drafting(streek)).resolves.toBe(201);
      await expect(end(body['id'], YESTERDAY, as)).resolves.toMatchObject({ status: 200 });
      await expect(drafting(streek)).resolves.toBe(403);
    }
  });

  it('neither names itself nor another in the name of the library', async () => {
    await expect(name({ from: TODAY }, streek)).resolves.toMatchObject({ status: 403 });
    await name({ from: TODAY, to: TODAY });
    await expect(name({ from: addDays(TODAY, 1) }, streek)).resolves.toMatchObject({ status: 403 });
  });

  it('is a manager of it: another role of the same organisation acts for nobody', async () => {
    await name({ from: TODAY });
    await expect(drafting({ roles: [], participant: STREEK })).resolves.toBe(403);
    await expect(drafting({ roles: ['plan-owner'], participant: STREEK })).resolves.toBe(403);
  });

  it('is one at a time, even when two are named at once through two instances', async () => {
    const other = await service.another();
    const answers = await Promise.all([name({ from: TODAY }), name({ from: TODAY }, rivierdal, other)]);
    await other.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 422]));
  });

  it('is told of with its days, and when it ends', async () => {
    const { body } = await name({ from: TODAY });
    await end(body['id'], addDays(TODAY, 30));
    await expect(service.said(RepresentationChangedV1)).resolves.toMatchObject([
      { participant: RIVIERDAL, representative: STREEK, from: TODAY, version: 1 },
      { version: 2, to: addDays(TODAY, 30) },
    ]);
  });

  it('does not act for a library that has closed', async () => {
    await name({ from: YESTERDAY });
    const body = { version: 1, name: 'Rivierdal', kind: 'library', from: '2020-01-01', to: YESTERDAY };
    await service.done('PUT', `/participants/${RIVIERDAL}`, { as: administrator, body });
    await expect(drafting(streek)).resolves.toBe(403);
  });
});

describe('after a merger', () => {
  it('the survivor acts on the plans of the participant that merged into it, and no one else does', async () => {
    const id = await draft(service);
    await expect(actsFor(nieuwland)).resolves.toMatchObject([{ participant: NIEUWLAND, because: 'own' }]);
    await merge(RIVIERDAL, NIEUWLAND);
    await expect(actsFor(nieuwland)).resolves.toMatchObject([
      { participant: RIVIERDAL, because: 'merged' },
      { participant: NIEUWLAND, because: 'own' },
    ]);
    const body = { ...PROPOSAL, version: 1 };
    const path = `/acquisition-plans/${id}`;
    await expect(service.request('PUT', path, { as: streek, body })).resolves.toMatchObject({ status: 404 });
    await expect(service.request('PUT', path, { as: nieuwland, body })).resolves.toMatchObject({ status: 200 });
  });

  it('amends what was accepted before', async () => {
    const id = await accepted(service);
    const amend = () => service.request('POST', `/acquisition-plans/${id}/amend`, { as: nieuwland, body: {} });
    await expect(amend()).resolves.toMatchObject({ status: 403 });
    await merge(RIVIERDAL, NIEUWLAND);
    await expect(amend()).resolves.toMatchObject({ status: 201 });
  });

  it('a support organisation goes on for the libraries that named the one that merged into it', async () => {
    await name({ from: YESTERDAY });
    const isil = 'NL-0800090001';
    const body = { isil, name: 'Ondersteuning Land', kind: 'support-organisation', from: '2020-01-01' };
    await service.done('POST', '/participants', { as: administrator, body });
    await merge(STREEK, isil);
    await expect(drafting({ roles: ['collection-manager'], participant: isil })).resolves.toBe(201);
  });

  it('who acts for the survivor acts on what merged into it, too', async () => {
    const id = await draft(service);
    const body = { participant: NIEUWLAND, representative: STREEK, from: TODAY };
    await service.done('POST', '/representations', { as: nieuwland, body });
    await merge(RIVIERDAL, NIEUWLAND);
    await expect(actsFor(streek)).resolves.toMatchObject([
      { participant: RIVIERDAL, because: 'merged' },
      { participant: NIEUWLAND, because: 'named' },
      { participant: STREEK, because: 'own' },
    ]);
    await expect(service.request('GET', `/acquisition-plans/${id}`, { as: streek })).resolves.toMatchObject({
      status: 200,
    });
  });

  it('on a later day changes nothing until then', async () => {
    const body = {
      version: 1,
      name: 'Rivierdal',
      kind: 'library',
      from: '2020-01-01',
      to: TODAY,
      successor: NIEUWLAND,
    };
    await service.done('PUT', `/participants/${RIVIERDAL}`, { as: administrator, body });
    await expect(drafting(nieuwland)).resolves.toBe(403);
  });
});
