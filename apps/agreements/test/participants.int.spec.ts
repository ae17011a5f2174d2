import { ParticipantChangedV1 } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { registerBoth } from './given.ts';
import { administrator, type Answer, NIEUWLAND, RIVIERDAL, rivierdal, RunningAgreements, START } from './running.ts';

const DETAILS = { name: 'Bibliotheek Rivierdal', kind: 'library', from: '2020-01-01' };

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate participant cascade');
  await service.em.execute('delete from outbox');
  await registerBoth(service);
});

/** Asks for a change of what was registered. */
function change(isil: string, details: object, through = service): Promise<Answer> {
  return through.request('PUT', `/participants/${isil}`, {
    as: administrator,
    body: { ...DETAILS, version: 1, ...details },
  });
}

describe('a participant', () => {
  it('is told of when it is registered', async () => {
    await expect(service.said(ParticipantChangedV1)).resolves.toEqual([
      { isil: RIVIERDAL, version: 1, ...DETAILS },
      { isil: NIEUWLAND, version: 1, ...DETAILS, name: 'Bibliotheek Nieuwland' },
    ]);
  });

  it('is registered once', async () => {
    const body = { isil: RIVIERDAL, ...DETAILS };
    await expect(service.request('POST', '/participants', { as: administrator, body })).resolves.toMatchObject({
      status: 409,
      body: { code: 'participant.registered-already' },
    });
  });

  it.each(['8000', 'nl-0800010000', 'NL-08000100001234'])('needs an ISIL, which %s is not', async (isil) => {
    const body = { isil, ...DETAILS };
    await expect(service.request('POST', '/participants', { as: administrator, body })).resolves.toMatchObject({
      status: 422,
      body: { code: 'participant.invalid', details: [{ at: 'isil' }] },
    });
  });

  it('is renamed and closed, and says so each time; changing nothing says nothing', async () => {
    await change(RIVIERDAL, { name: 'Bibliotheek Dal' });
    await change(RIVIERDAL, { version: 2, name: 'Bibliotheek Dal', to: '2026-12-31' });
    await change(RIVIERDAL, { version: 3, name: 'Bibliotheek Dal', to: '2026-12-31' });
    const told = await service.said(ParticipantChangedV1);
    expect(told.slice(2)).toEqual([
      { isil: RIVIERDAL, version: 2, ...DETAILS, name: 'Bibliotheek Dal' },
      { isil: RIVIERDAL, version: 3, ...DETAILS, name: 'Bibliotheek Dal', to: '2026-12-31' },
    ]);
  });

  it('is changed from the version that was seen', async () => {
    const answers = await Promise.all([change(RIVIERDAL, { name: 'One' }), change(RIVIERDAL, { name: 'Other' })]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });

  it('merges into one that lives on', async () => {
    await change(RIVIERDAL, { to: '2026-12-31', successor: NIEUWLAND });
    await expect(service.done('GET', `/participants/${RIVIERDAL}`, { as: rivierdal })).resolves.toMatchObject({
      successor: NIEUWLAND,
      to: '2026-12-31',
    });
  });

  it('never merges in a circle, even when both directions are asked for at once', async () => {
    const other = await service.another();
    const answers = await Promise.all([
      change(RIVIERDAL, { to: '2026-12-31', successor: NIEUWLAND }),
      change(NIEUWLAND, { to: '2026-12-31', successor: RIVIERDAL }, other),
    ]);
    await other.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 422]));
  });

  it('is listed by ISIL, page by page', async () => {
    const first = await service.done('GET', '/participants?limit=1', { as: rivierdal });
    expect(first).toMatchObject({ items: [{ isil: RIVIERDAL }], next: RIVIERDAL });
    const second = await service.done('GET', `/participants?limit=1&after=${RIVIERDAL}`, { as: rivierdal });
    expect(second).toMatchObject({ items: [{ isil: NIEUWLAND }], next: null });
  });

  it('has plans of its own only once it is registered', async () => {
    const body = { participant: 'NL-0800030000', name: 'Muziek', from: '2027-01-01', to: '2027-12-31', lines: [] };
    await expect(service.request('POST', '/acquisition-plans', { as: administrator, body })).resolves.toMatchObject({
      status: 404,
      body: { code: 'participant.unknown' },
    });
  });
});
