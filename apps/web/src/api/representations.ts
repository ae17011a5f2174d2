import { queryOptions } from '@tanstack/react-query';
import { send } from './client.ts';
import { all } from './list.ts';

const REPRESENTATIONS = '/api/agreements/representations';

/** Which support organisation acts for a library. */
export interface Representation {
  readonly id: string;
  readonly version: number;
  readonly participant: string;
  readonly participantName: string;
  readonly representative: string;
  readonly representativeName: string;
  readonly from: string;
  /** Its last day; the day before its first when it was called off before it began. */
  readonly to: string | null;
}

export interface ActingFor {
  readonly participant: string;
  readonly participantName: string;
  readonly because: 'own' | 'named' | 'merged';
}

export function representationsQuery(filter: { participant: string } | { representative: string }) {
  return queryOptions({
    queryKey: ['representations', filter],
    queryFn: ({ signal }) => all<Representation>(REPRESENTATIONS, filter, signal),
  });
}

/** For whom the reader acts today as a collection manager. */
export const actingForQuery = queryOptions({
  queryKey: ['representations', 'mine'],
  queryFn: ({ signal }) => all<ActingFor>('/api/agreements/acting-for', {}, signal),
  staleTime: 300_000,
});

export async function represent(asked: {
  readonly participant: string;
  readonly representative: string;
  readonly from: string;
  readonly to: string | null;
}): Promise<Representation> {
  return await send<Representation>('POST', REPRESENTATIONS, asked);
}

export async function endRepresentation({ id, version }: Representation, on: string): Promise<Representation> {
  return await send<Representation>('POST', `${REPRESENTATIONS}/${id}/end`, { on, version });
}
