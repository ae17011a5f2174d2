import { administrator, RIVIERDAL, rivierdal, type RunningAgreements } from './running.ts';

export const STREEK = 'NL-0800090000';

/** Registers a support organisation once. */
export async function registerStreek(service: RunningAgreements): Promise<void> {
  const body = { isil: STREEK, name: 'Ondersteuning Streek', kind: 'support-organisation', from: '2020-01-01' };
  await service.request('POST', '/participants', { as: administrator, body });
}

/** Lets Streek act for Rivierdal, if it does not do so yet. */
export async function nameStreek(service: RunningAgreements): Promise<void> {
  await registerStreek(service);
  const body = { participant: RIVIERDAL, representative: STREEK, from: '2021-01-01' };
  await service.request('POST', '/representations', { as: rivierdal, body });
}

const body = () => ({ participant: RIVIERDAL, representative: STREEK, from: '2020-01-01', to: '2020-06-30' });
const own = (status: number) => ({ 'the manager': status, 'an administrator': status });

/** The routes of who acts for which library, with who is answered what. */
export function representationRoutes(service: () => RunningAgreements, readers: Record<string, number>) {
  async function none(): Promise<string> {
    await registerStreek(service());
    await service().em.execute('delete from representation');
    return '/representations';
  }
  async function one(): Promise<string> {
    const made = await service().done('POST', await none(), { as: rivierdal, body: body() });
    return `/representations/${made['id'] as string}/end`;
  }
  return {
    'reading who acts for whom': { method: 'GET', url: () => '/representations', answers: readers },
    'reading for whom one acts': { method: 'GET', url: () => '/acting-for', answers: readers },
    'letting another act for a library': {
      method: 'POST',
      url: none,
      body,
      answers: { ...own(201), 'who acts for it': 403 },
    },
    'ending that': { method: 'POST', url: one, body: () => ({ on: '2020-03-31' }), answers: own(200) },
  } as const;
}
