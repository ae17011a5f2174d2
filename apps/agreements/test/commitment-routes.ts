import { RIVIERDAL, rivierdal, type RunningAgreements } from './running.ts';

const PROMISE = { participant: RIVIERDAL, identifier: '0-306-40615-2', from: '2020-01-01', policy: 'PLUS' };
const AUTHORS = (status: number) => ({ 'the manager': status, 'an administrator': status, 'a service': status });

/** The routes of retention commitments, with who is answered what. */
export function commitmentRoutes(service: () => RunningAgreements, readers: Record<string, number>) {
  async function promised(action = ''): Promise<string> {
    const { id } = await service().done('POST', '/retention-commitments', { as: rivierdal, body: PROMISE });
    return `/retention-commitments/${String(id)}${action}`;
  }
  return {
    'reading commitments': { method: 'GET', url: () => '/retention-commitments', answers: readers },
    'reading a commitment': { method: 'GET', url: () => promised(), answers: readers },
    'reading who keeps a title': {
      method: 'GET',
      url: () => '/retention-commitments/of-title?identifier=0306406152',
      answers: readers,
    },
    'making a commitment': {
      method: 'POST',
      url: () => '/retention-commitments',
      body: () => PROMISE,
      answers: AUTHORS(201),
    },
    'amending a commitment': {
      method: 'PUT',
      url: () => promised(),
      body: () => ({ ...PROMISE, policy: 'PLUS 2', version: 1 }),
      answers: AUTHORS(200),
    },
    'saying what became of a commitment': {
      method: 'POST',
      url: () => promised('/become'),
      body: () => ({ state: 'lost', on: '2026-01-01' }),
      answers: AUTHORS(200),
    },
    // A request that sends no file: malformed, for those who may send one.
    'sending a file of commitments': {
      method: 'POST',
      url: () => `/retention-commitments/file?participant=${RIVIERDAL}`,
      answers: AUTHORS(400),
    },
    'exporting commitments in no known format': {
      method: 'GET',
      url: () => '/retention-commitments/file?format=pdf',
      answers: Object.fromEntries(Object.keys(readers).map((who) => [who, 422])),
    },
  } as const;
}
