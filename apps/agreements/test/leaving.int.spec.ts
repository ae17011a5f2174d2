import { AgreementChangedV1, ParticipantChangedV1 } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accepted, knowProfiles, registerBoth, submitted } from './given.ts';
import { administrator, NIEUWLAND, planOwner, RIVIERDAL, rivierdal, RunningAgreements, START } from './running.ts';

type Items = Record<string, unknown>[];

const LAST = '2027-06-30';

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
  await knowProfiles(service);
});

async function items(url: string): Promise<Items> {
  return (await service.done('GET', url, { as: rivierdal }))['items'] as Items;
}

/** Rivierdal has a last day in the middle of 2027. */
async function leave(successor: string | null): Promise<void> {
  const body = { version: 1, name: 'Bibliotheek Rivierdal', kind: 'library', from: '2020-01-01', to: LAST, successor };
  await service.done('PUT', `/participants/${RIVIERDAL}`, { as: administrator, body });
}

describe('a merger in the middle of a plan period', () => {
  it('lets the survivor go on with every agreement; what was stays as it was', async () => {
    await accepted(service);
    await service.em.execute('delete from outbox');
    await leave(NIEUWLAND);
    const before = await items(`/agreements?on=${LAST}`);
    const after = await items('/agreements?on=2027-07-01');
    expect(before).toHaveLength(2);
    expect(before.every(({ participant, to }) => participant === RIVIERDAL && to === LAST)).toBe(true);
    expect(after).toHaveLength(2);
    expect(after.every(({ participant, to }) => participant === NIEUWLAND && to === '2027-12-31')).toBe(true);
    expect(new Set(after.map(({ predecessor }) => predecessor))).toEqual(new Set(before.map(({ id }) => id)));
    await expect(items(`/agreements/${String(before[0]?.['id'])}/versions`)).resolves.toMatchObject([
      {
        version: 2,
        because: 'Bibliotheek Rivierdal leaves',
        cause: { code: 'participant-leaves', parameters: { participant: 'Bibliotheek Rivierdal' } },
        said: { to: LAST },
      },
      { version: 1, said: { to: '2027-12-31', participant: RIVIERDAL } },
    ]);
    await expect(service.said(ParticipantChangedV1)).resolves.toMatchObject([{ successor: NIEUWLAND, to: LAST }]);
    await expect(service.said(AgreementChangedV1)).resolves.toHaveLength(4);
  });

  it('moves nothing a second time', async () => {
    await accepted(service);
    await leave(NIEUWLAND);
    const body = { version: 2, name: 'Rivierdal', kind: 'library', from: '2020-01-01', to: LAST, successor: NIEUWLAND };
    await service.done('PUT', `/participants/${RIVIERDAL}`, { as: administrator, body });
    await expect(items('/agreements')).resolves.toHaveLength(4);
  });
});

describe('closing in the middle of a plan period', () => {
  it('ends the agreements with the participant, so that nobody counts on them', async () => {
    await accepted(service);
    await leave(null);
    await expect(items('/agreements?on=2027-07-01')).resolves.toEqual([]);
    await expect(items(`/agreements?on=${LAST}`)).resolves.toMatchObject([
      { endedBecause: `Bibliotheek Rivierdal closed on ${LAST}` },
      { endedBecause: `Bibliotheek Rivierdal closed on ${LAST}` },
    ]);
    await expect(items('/agenda?from=2027-01-01&to=2027-12-31')).resolves.toMatchObject([
      { kind: 'end', day: LAST },
      { kind: 'end', day: LAST },
    ]);
  });

  it('leaves a plan that lasts longer unaccepted', async () => {
    const plan = await submitted(service);
    await leave(null);
    await expect(
      service.request('POST', `/acquisition-plans/${plan}/accept`, { as: planOwner, body: {} }),
    ).resolves.toMatchObject({ status: 422, body: { code: 'acquisition-plan.invalid', details: [{ at: 'to' }] } });
    await expect(items('/agreements')).resolves.toEqual([]);
  });
});
