import { addDays, dayOf } from '#libs/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { knowProfiles, registerBoth } from './given.ts';
import { nameStreek, registerStreek, STREEK } from './representation-routes.ts';
import {
  type Answer,
  NIEUWLAND,
  nieuwland,
  type Person,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';

const streek: Person = { roles: ['collection-manager'], participant: STREEK };
const LATER = '2999-01-01';
const ITEMS = [{ identifier: '0-306-40615-2' }];
const PROMISE = { identifier: '0-306-40615-2', from: '2020-01-01', policy: 'PLUS' };

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
  await registerBoth(service);
  await registerStreek(service);
  await knowProfiles(service);
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate withdrawal cascade');
  await service.em.execute('truncate retention_commitment, representation');
});

function propose(participant: string, as: Person): Promise<Answer> {
  const body = { participant, name: `Magazijn ${participant}`, acceptBy: LATER, items: ITEMS };
  return service.request('POST', '/withdrawals', { as, body });
}

async function listed(url: string, as: Person): Promise<Record<string, unknown>[]> {
  return (await service.done('GET', url, { as }))['items'] as Record<string, unknown>[];
}

/** An item of Nieuwland's that anybody may take over. */
async function offered(): Promise<string> {
  const { body } = await propose(NIEUWLAND, nieuwland);
  const [{ id } = { id: '' }] = body['items'] as { id: string }[];
  await service.done('POST', `/withdrawals/items/${id}/offer`, { as: nieuwland, body: { acceptBy: LATER } });
  return id;
}

async function sendFile(participant: string, csv: string): Promise<Record<string, unknown>> {
  const token = await service.surroundings.issuer.token({ sub: 'somebody', ...streek });
  const answer = await service.app.inject({
    method: 'POST',
    url: `/retention-commitments/file?participant=${participant}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: csv,
  });
  return { status: answer.statusCode, ...answer.json<object>() };
}

/** The library ends it: it no longer acts from today on. */
async function ended(): Promise<void> {
  const [it] = await listed(`/representations?representative=${STREEK}`, rivierdal);
  const body = { on: addDays(dayOf(new Date()), -1) };
  await service.done('POST', `/representations/${String(it?.['id'])}/end`, { as: rivierdal, body });
}

describe('a support organisation that a library named, weeding', () => {
  it('sees the lists and titles of that library with its own, or of that library alone', async () => {
    await propose(RIVIERDAL, rivierdal);
    await propose(NIEUWLAND, nieuwland);
    await propose(STREEK, streek);
    const whose = async (url: string) => (await listed(url, streek)).map((it) => String(it['participant'])).toSorted();
    await expect(whose('/withdrawals')).resolves.toEqual([STREEK]);
    await nameStreek(service);
    for (const route of ['/withdrawals', '/withdrawals/items']) {
      await expect(whose(route)).resolves.toEqual([RIVIERDAL, STREEK]);
      await expect(whose(`${route}?participant=${RIVIERDAL}`)).resolves.toEqual([RIVIERDAL]);
      await expect(service.request('GET', `${route}?participant=${NIEUWLAND}`, { as: streek })).resolves.toMatchObject({
        status: 403,
        body: { code: 'participant.not-yours' },
      });
    }
  });

  it('checks, proposes, decides and takes over in its name', async () => {
    await nameStreek(service);
    const body = { participant: RIVIERDAL, items: ITEMS };
    await service.done('POST', '/withdrawals/check', { as: streek, body });
    const { body: made } = await propose(RIVIERDAL, streek);
    const [item] = made['items'] as { id: string; participant: string }[];
    expect(item?.participant).toBe(RIVIERDAL);
    await service.done('POST', `/withdrawals/items/${item?.id}/override`, { as: streek, body: { reason: 'Schimmel' } });
    const id = await offered();
    await service.done('POST', `/withdrawals/items/${id}/accept`, { as: streek, body: { participant: RIVIERDAL } });
    await expect(listed(`/withdrawals/items?acceptedBy=${RIVIERDAL}`, streek)).resolves.toMatchObject([{ id }]);
  });

  it('takes nothing over for a library that did not name it', async () => {
    await nameStreek(service);
    const { body } = await propose(RIVIERDAL, rivierdal);
    const [{ id } = { id: '' }] = body['items'] as { id: string }[];
    await service.done('POST', `/withdrawals/items/${id}/offer`, { as: streek, body: { acceptBy: LATER } });
    const taking = { as: streek, body: { participant: NIEUWLAND } };
    await expect(service.request('POST', `/withdrawals/items/${id}/accept`, taking)).resolves.toMatchObject({
      status: 403,
    });
  });

  it('stops when that ends', async () => {
    await nameStreek(service);
    await propose(RIVIERDAL, streek);
    await ended();
    await expect(propose(RIVIERDAL, streek)).resolves.toMatchObject({ status: 403 });
    await expect(listed('/withdrawals', streek)).resolves.toEqual([]);
  });
});

describe('a support organisation that a library named, promising to keep', () => {
  it('makes, amends and ends commitments of that library', async () => {
    await nameStreek(service);
    const { id } = await service.done('POST', '/retention-commitments', {
      as: streek,
      body: { participant: RIVIERDAL, ...PROMISE },
    });
    const path = `/retention-commitments/${String(id)}`;
    await service.done('PUT', path, { as: streek, body: { policy: 'PLUS 2', version: 1 } });
    await service.done('POST', `${path}/become`, { as: streek, body: { state: 'lost', on: '2026-01-01' } });
    await expect(service.done('GET', path, { as: streek })).resolves.toMatchObject({
      participant: RIVIERDAL,
      policy: 'PLUS 2',
      state: 'lost',
    });
  });

  it('takes over a file of that library, of which what belongs to others is rejected', async () => {
    await nameStreek(service);
    const head = 'isbn;participant;from;policy';
    const lines = [RIVIERDAL, NIEUWLAND].map((isil) => `0306406152;${isil};2020-01-01;PLUS`);
    const file = [head, ...lines, ''].join('\n');
    await expect(sendFile(RIVIERDAL, file)).resolves.toMatchObject({
      status: 200,
      made: 1,
      rejected: [{ place: 'line 3', code: 'participant.not-yours' }],
    });
    await expect(sendFile(NIEUWLAND, file)).resolves.toMatchObject({ status: 403 });
    await ended();
    await expect(sendFile(RIVIERDAL, file)).resolves.toMatchObject({ status: 403 });
  });
});
