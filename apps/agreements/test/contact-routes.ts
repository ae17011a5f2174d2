import { RIVIERDAL, rivierdal, type RunningAgreements } from './running.ts';

export const CONTACT = { name: 'Noor Bakker', email: 'n.bakker@rivierdal.example', expertise: [{ profile: 'muziek' }] };

const people = (status: number) => ({
  'a manager of no participant': status,
  'another manager': status,
  'the manager': status,
  'the plan owner': status,
  'an administrator': status,
});
const own = (status: number) => ({ 'the manager': status, 'an administrator': status });

/** The routes of contacts, with who is answered what: people read them, the own people of a participant write them. */
export function contactRoutes(service: () => RunningAgreements) {
  async function contact(): Promise<string> {
    const body = { participant: RIVIERDAL, ...CONTACT };
    return `/contacts/${String((await service().done('POST', '/contacts', { as: rivierdal, body }))['id'])}`;
  }
  return {
    'reading contacts': { method: 'GET', url: () => '/contacts?profile=muziek', answers: people(200) },
    'adding a contact': {
      method: 'POST',
      url: () => '/contacts',
      body: () => ({ participant: RIVIERDAL, ...CONTACT }),
      answers: own(201),
    },
    'changing a contact': {
      method: 'PUT',
      url: contact,
      body: () => ({ version: 1, ...CONTACT, name: 'N. Bakker' }),
      answers: own(200),
    },
    'taking a contact off': { method: 'DELETE', url: contact, answers: own(204) },
  } as const;
}
