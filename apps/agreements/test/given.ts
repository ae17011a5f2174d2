import type { PlanAdoptedV1 } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { NIEUWLAND, planOwner, RIVIERDAL, rivierdal, administrator, type RunningAgreements } from './running.ts';

/** The collection plan that is in force in the tests. */
export const ADOPTED = {
  plan: 'gcp',
  version: 1,
  title: 'Gezamenlijk Collectieplan',
  from: '2025-01-01',
  to: '2028-12-31',
  profiles: [
    { code: 'muziek', name: { nl: 'Muziek', en: 'Music' } },
    { code: 'talen', name: { nl: 'Talen' } },
  ],
} satisfies Omit<PlanAdoptedV1, never>;

/** What Rivierdal proposes. */
export const PROPOSAL = {
  name: 'Muziek 2027',
  from: '2027-01-01',
  to: '2027-12-31',
  lines: [
    {
      profile: 'muziek',
      activity: 'collect',
      level: '3b',
      goalLevel: '4',
      titles: 12,
      copies: 20,
      budget: 250_000,
      named: [{ identifier: '0-306-40615-2', title: 'Information theory' }, { identifier: 'ppn:123456789' }],
    },
    { profile: 'talen', activity: 'provide', level: '2', titles: 0, copies: 0 },
  ],
};

/** Puts the adopted plan where hearing of it would have put it. */
export async function knowProfiles(service: RunningAgreements): Promise<void> {
  await service.em.execute(
    `insert into collection_plan (code, version, title, valid_from, valid_to, profiles)
     values (?, ?, ?, ?, ?, ?::jsonb)`,
    [ADOPTED.plan, ADOPTED.version, ADOPTED.title, ADOPTED.from, ADOPTED.to, JSON.stringify(ADOPTED.profiles)],
  );
}

/** Waits until the service has heard of a plan that coverage adopted. */
export async function hearOfPlan(service: RunningAgreements): Promise<void> {
  await eventually(
    async () => {
      const { items } = await service.done('GET', '/profiles', { as: planOwner });
      if ((items as object[]).length === 0) throw new Error('No adopted plan is known yet');
    },
    { timeout: 60_000 },
  );
}

export async function register(service: RunningAgreements, isil: string, name: string): Promise<void> {
  const body = { isil, name, kind: 'library', from: '2020-01-01' };
  await service.done('POST', '/participants', { as: administrator, body });
}

export async function registerBoth(service: RunningAgreements): Promise<void> {
  await register(service, RIVIERDAL, 'Bibliotheek Rivierdal');
  await register(service, NIEUWLAND, 'Bibliotheek Nieuwland');
}

/** Has had a last day, of which nothing else came: whoever goes on with what it had, if anybody. */
export async function left(service: RunningAgreements, isil: string, survivor: string | null): Promise<void> {
  await service.em.execute(`update participant set valid_to = '2025-12-31', successor = ? where isil = ?`, [
    survivor,
    isil,
  ]);
}

export async function draft(service: RunningAgreements, proposal: object = PROPOSAL): Promise<string> {
  const body = { participant: RIVIERDAL, ...proposal };
  return String((await service.done('POST', '/acquisition-plans', { as: rivierdal, body }))['id']);
}

export async function submitted(service: RunningAgreements, proposal: object = PROPOSAL): Promise<string> {
  const id = await draft(service, proposal);
  await service.done('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
  return id;
}

export async function accepted(service: RunningAgreements): Promise<string> {
  const id = await submitted(service);
  await service.done('POST', `/acquisition-plans/${id}/accept`, { as: planOwner, body: {} });
  return id;
}
