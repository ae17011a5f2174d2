import { ContactsChangedV1 } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONTACT } from './contact-routes.ts';
import { knowProfiles, registerBoth } from './given.ts';
import {
  administrator,
  type Answer,
  NIEUWLAND,
  nieuwland,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate participant, collection_plan cascade');
  await service.em.execute('delete from outbox');
  await registerBoth(service);
  await knowProfiles(service);
});

async function add(details: object = {}, as = rivierdal, participant = RIVIERDAL): Promise<string> {
  const body = { participant, ...CONTACT, ...details };
  return String((await service.done('POST', '/contacts', { as, body }))['id']);
}

function change(id: string, details: object, through = service): Promise<Answer> {
  return through.request('PUT', `/contacts/${id}`, { as: rivierdal, body: { version: 1, ...CONTACT, ...details } });
}

async function names(query: string): Promise<unknown[]> {
  const { items } = await service.done('GET', `/contacts?${query}`, { as: nieuwland });
  return (items as { name: string }[]).map(({ name }) => name);
}

describe('contacts', () => {
  it('are found by what they know about, at every participant', async () => {
    await add();
    await add({ name: 'Ot', expertise: [{ profile: 'talen', note: 'Fries' }] });
    await add({ name: 'Sien' }, nieuwland, NIEUWLAND);
    await expect(names('profile=muziek')).resolves.toEqual(['Sien', 'Noor Bakker']);
    await expect(names(`participant=${RIVIERDAL}`)).resolves.toEqual(['Noor Bakker', 'Ot']);
    await expect(names(`profile=talen&participant=${NIEUWLAND}`)).resolves.toEqual([]);
  });

  it('are listed page by page, without a gap or a repeat', async () => {
    for (const name of ['Ot', 'Ot', 'Sien']) await add({ name });
    const first = await service.done('GET', '/contacts?limit=2', { as: rivierdal });
    const second = await service.done('GET', `/contacts?limit=2&after=${first['next'] as string}`, { as: rivierdal });
    expect(first['items']).toMatchObject([{ name: 'Ot' }, { name: 'Ot' }]);
    expect(second).toMatchObject({ items: [{ name: 'Sien' }], next: null });
  });

  it('of a participant that has closed are not shown', async () => {
    await add();
    const body = { version: 1, name: 'Rivierdal', kind: 'library', from: '2020-01-01', to: '2021-01-01' };
    await service.done('PUT', `/participants/${RIVIERDAL}`, { as: administrator, body });
    await expect(names('profile=muziek')).resolves.toEqual([]);
  });

  it('are changed from the version that was seen, through whichever instance', async () => {
    const id = await add();
    const other = await service.another();
    const answers = await Promise.all([change(id, { name: 'One' }), change(id, { name: 'Other' }, other)]);
    await other.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });

  it('are told of without saying who they are', async () => {
    const id = await add();
    await change(id, { name: 'N. Bakker' });
    await service.done('DELETE', `/contacts/${id}?version=2`, { as: rivierdal });
    const told = { contact: id, participant: RIVIERDAL };
    await expect(service.said(ContactsChangedV1)).resolves.toEqual([told, told, told]);
  });

  it('leave nothing behind when they are taken off', async () => {
    const id = await add();
    await service.done('DELETE', `/contacts/${id}`, { as: rivierdal });
    await expect(service.em.execute('select * from contact')).resolves.toEqual([]);
    await expect(service.request('DELETE', `/contacts/${id}`, { as: rivierdal })).resolves.toMatchObject({
      status: 404,
      body: { code: 'contact.unknown' },
    });
  });

  it('are refused with every mistake, each with its place', async () => {
    const body = { participant: RIVIERDAL, name: '', email: 'x', phone: '?', expertise: [{ profile: 'recht' }] };
    await expect(service.request('POST', '/contacts', { as: rivierdal, body })).resolves.toMatchObject({
      status: 422,
      body: {
        code: 'contact.invalid',
        details: [{ at: 'name' }, { at: 'email' }, { at: 'phone' }, { at: 'expertise[0].profile' }],
      },
    });
    await expect(names('')).resolves.toEqual([]);
  });

  it('belong to a registered participant', async () => {
    const body = { participant: 'NL-0800030000', ...CONTACT };
    await expect(service.request('POST', '/contacts', { as: administrator, body })).resolves.toMatchObject({
      status: 404,
      body: { code: 'participant.unknown' },
    });
  });
});
