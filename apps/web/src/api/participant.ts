import { queryOptions } from '@tanstack/react-query';
import type { Participant, ParticipantKind } from './agreements.ts';
import { get, send } from './client.ts';

const PARTICIPANTS = '/api/agreements/participants';

export const PARTICIPANT_KINDS: readonly ParticipantKind[] = [
  'library',
  'support-organisation',
  'national-library',
  'partner',
];

/** What is told about a participant. `to` is its last day, `successor` who goes on after a merger. */
export interface ParticipantDetails {
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly from: string;
  readonly to: string | null;
  readonly successor: string | null;
}

export function participantQuery(isil: string) {
  return queryOptions({
    queryKey: ['participants', 'one', isil],
    queryFn: ({ signal }) => get<Participant>(`${PARTICIPANTS}/${isil}`, {}, signal),
  });
}

export async function registerParticipant(isil: string, details: ParticipantDetails): Promise<Participant> {
  return await send<Participant>('POST', PARTICIPANTS, { isil, ...details });
}

/** Names the version that was seen; what is not named stays as it is. */
export async function changeParticipant(
  { isil, version, name, kind, from, to = null, successor = null }: Participant,
  changed: Partial<ParticipantDetails>,
): Promise<Participant> {
  const body = { version, name, kind, from, to, successor, ...changed };
  return await send<Participant>('PUT', `${PARTICIPANTS}/${isil}`, body);
}
