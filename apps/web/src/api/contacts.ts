import { queryOptions } from '@tanstack/react-query';
import { address, send } from './client.ts';
import { all } from './list.ts';

const CONTACTS = '/api/agreements/contacts';

export interface Expertise {
  readonly profile: string;
  /** What of the profile in particular. */
  readonly note: string | null;
}

/** How somebody is reached at work, and what can be asked. */
export interface ContactDetails {
  readonly name: string;
  readonly position: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly expertise: readonly Expertise[];
}

export interface Contact extends ContactDetails {
  readonly id: string;
  readonly version: number;
  readonly participant: string;
  readonly participantName: string;
}

export function contactsQuery(filter: { participant?: string; profile?: string }) {
  return queryOptions({
    queryKey: ['contacts', filter],
    queryFn: ({ signal }) => all<Contact>(CONTACTS, filter, signal),
  });
}

export async function addContact(participant: string, details: ContactDetails): Promise<Contact> {
  return await send<Contact>('POST', CONTACTS, { participant, ...details });
}

export async function changeContact({ id, version }: Contact, details: ContactDetails): Promise<Contact> {
  return await send<Contact>('PUT', `${CONTACTS}/${id}`, { version, ...details });
}

export async function removeContact({ id, version }: Contact): Promise<void> {
  await send<void>('DELETE', address(`${CONTACTS}/${id}`, { version }));
}
