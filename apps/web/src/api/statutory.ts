import { queryOptions } from '@tanstack/react-query';
import { address, get } from './client.ts';

export const CATEGORIES = [
  'youth-fiction',
  'youth-non-fiction',
  'adult-fiction',
  'adult-non-fiction',
  'other',
  'youth-unknown',
  'adult-unknown',
  'unknown-fiction',
  'unknown-non-fiction',
  'unknown-unknown',
] as const;
export type StatutoryCategory = (typeof CATEGORIES)[number];

export interface StatutoryCounts {
  readonly titles: number;
  readonly copies: number;
  /** What came and went; `null`: known of no day of the year yet. */
  readonly addedTitles: number | null;
  readonly addedCopies: number | null;
  readonly withdrawnTitles: number | null;
  readonly withdrawnCopies: number | null;
}

export interface StatutoryParticipant {
  readonly isil: string;
  readonly name: string;
  readonly dataAsOf: string | null;
  readonly knownFrom: string | null;
  /** `null`: not known yet at the end of the year. */
  readonly categories: readonly (StatutoryCounts & { readonly category: StatutoryCategory })[] | null;
  /** `null`: agreements did not answer. */
  readonly requested: { readonly filled: number; readonly unfilled: number } | null;
}

/** What libraries report each year. */
export interface StatutoryReport {
  readonly year: number;
  readonly on: string;
  readonly participants: readonly StatutoryParticipant[];
}

/** An empty participant asks for all of them. */
interface Asked {
  readonly year: number;
  readonly participant: string;
}

export const STATUTORY_FORMATS = ['pdf', 'xlsx', 'csv'] as const;

export function statutoryQuery({ year, participant }: Asked) {
  return queryOptions({
    queryKey: ['statutory', year, participant],
    queryFn: ({ signal }) => get<StatutoryReport>('/api/coverage/coverage/statutory', { year, participant }, signal),
  });
}

export function statutoryFile(
  asked: Asked & { readonly format: (typeof STATUTORY_FORMATS)[number]; readonly language: string },
): string {
  return address('/api/coverage/coverage/statutory/file', { ...asked });
}
