import { NIEUWLAND, RIVIERDAL, rivierdal, type RunningAgreements } from './running.ts';

const LATER = '2999-01-01';
const ITEMS = [{ identifier: '0-306-40615-2' }];
const OWN = { 'the manager': 200, 'the plan owner': 200, 'an administrator': 200, 'a service': 200 };
const AUTHORS = (status: number) => ({ 'the manager': status, 'an administrator': status, 'a service': status });

/** The routes of withdrawals, with who is answered what. Nobody told of the title, so that it is advised to be kept. */
export function withdrawalRoutes(service: () => RunningAgreements, readers: Record<string, number>) {
  async function proposed(): Promise<{ id: string; items: { id: string }[] }> {
    const body = { participant: RIVIERDAL, name: 'Magazijn', acceptBy: LATER, items: ITEMS };
    const made: object = await service().done('POST', '/withdrawals', { as: rivierdal, body });
    return made as { id: string; items: { id: string }[] };
  }
  async function item(action: string): Promise<string> {
    return `/withdrawals/items/${String((await proposed()).items[0]?.id)}/${action}`;
  }
  async function offered(): Promise<string> {
    const url = await item('offer');
    await service().done('POST', url, { as: rivierdal, body: { acceptBy: LATER } });
    return url.replace(/offer$/, 'accept');
  }
  return {
    'reading withdrawals': { method: 'GET', url: () => '/withdrawals', answers: readers },
    'reading a withdrawal': { method: 'GET', url: async () => `/withdrawals/${(await proposed()).id}`, answers: OWN },
    'reading how a withdrawal stands': {
      method: 'GET',
      url: async () => `/withdrawals/${(await proposed()).id}/summary`,
      answers: OWN,
    },
    'reading items': { method: 'GET', url: () => '/withdrawals/items', answers: readers },
    'reading items of a participant': {
      method: 'GET',
      url: () => `/withdrawals/items?participant=${RIVIERDAL}`,
      answers: OWN,
    },
    'reading what a participant took over': {
      method: 'GET',
      url: () => `/withdrawals/items?acceptedBy=${RIVIERDAL}`,
      answers: OWN,
    },
    'reading items as a file': {
      method: 'GET',
      url: () => `/withdrawals/items.csv?participant=${RIVIERDAL}`,
      answers: OWN,
    },
    'reading offers as a file': { method: 'GET', url: () => '/withdrawals/offers.csv', answers: readers },
    'checking a list': {
      method: 'POST',
      url: () => '/withdrawals/check',
      body: () => ({ participant: RIVIERDAL, items: ITEMS }),
      answers: AUTHORS(200),
    },
    // A request that sends no file: malformed, for those who may send one.
    'reading what a file lists': {
      method: 'POST',
      url: () => '/withdrawals/listed',
      answers: {
        'another manager': 400,
        'a manager of no participant': 400,
        ...AUTHORS(400),
      },
    },
    'reading offers': { method: 'GET', url: () => '/withdrawals/offers', answers: readers },
    'reading how many copies are to remain': {
      method: 'GET',
      url: () => '/withdrawals/copies-to-keep',
      answers: readers,
    },
    'agreeing how many copies are to remain': {
      method: 'PUT',
      url: () => '/withdrawals/copies-to-keep',
      body: () => ({ copies: 1 }),
      answers: { 'the plan owner': 200 },
    },
    'proposing a withdrawal': {
      method: 'POST',
      url: () => '/withdrawals',
      body: () => ({ participant: RIVIERDAL, name: 'Magazijn', acceptBy: LATER, items: ITEMS }),
      answers: AUTHORS(201),
    },
    // A request that sends no file: malformed, for those who may send one.
    'sending a list of what is to go': {
      method: 'POST',
      url: () => `/withdrawals/file?participant=${RIVIERDAL}&name=Magazijn&acceptBy=${LATER}`,
      answers: AUTHORS(400),
    },
    'letting go against the advice': {
      method: 'POST',
      url: () => item('override'),
      body: () => ({ reason: 'Schimmel' }),
      answers: AUTHORS(200),
    },
    'offering to others': {
      method: 'POST',
      url: () => item('offer'),
      body: () => ({ acceptBy: LATER }),
      answers: AUTHORS(200),
    },
    'taking over what is offered': {
      method: 'POST',
      url: offered,
      body: () => ({ participant: NIEUWLAND }),
      answers: { 'another manager': 200, 'an administrator': 200, 'a service': 200 },
    },
    'calling off': { method: 'POST', url: () => item('call-off'), body: () => ({}), answers: AUTHORS(200) },
  } as const;
}
