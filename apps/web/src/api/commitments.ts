import { queryOptions } from '@tanstack/react-query';
import { address, get, send } from './client.ts';
import { pagesOf } from './list.ts';
import { sendFileTo, type Sent } from './upload.ts';
import type { Rejection } from './rejection.ts';

export const COMMITMENT_STATES = ['active', 'superseded', 'lost', 'damaged', 'missing', 'in-error'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

/** What may become of a commitment. One that was superseded or made in error is over for good. */
export const MAY_BECOME: Readonly<Record<CommitmentState, readonly CommitmentState[]>> = {
  active: ['superseded', 'lost', 'damaged', 'missing', 'in-error'],
  missing: ['active', 'superseded', 'lost', 'damaged', 'in-error'],
  lost: ['active', 'superseded', 'damaged', 'in-error'],
  damaged: ['active', 'superseded', 'lost', 'missing', 'in-error'],
  superseded: [],
  'in-error': [],
};

/** What is promised, apart from what it is about and since when. */
export interface Terms {
  /** Last day; `null` when it is indefinite. */
  readonly until: string | null;
  readonly policy: string;
  readonly policyUri: string | null;
  readonly condition: string | null;
  /** Which part of the title, where it is not all of it. */
  readonly extent: string | null;
  readonly note: string | null;
  /** Whether everything is there. */
  readonly review: { readonly on: string; readonly outcome: string | null } | null;
}

/** A promise of one participant to keep a title, or what it has of a profile. */
export interface Commitment extends Terms {
  readonly id: string;
  readonly version: number;
  readonly participant: string;
  readonly participantName: string;
  readonly key: string | null;
  readonly identifier: string | null;
  readonly title: string | null;
  readonly profile: string | null;
  /** Not known of all. */
  readonly from: string | null;
  readonly state: CommitmentState;
  readonly since: string | null;
  readonly successor: string | null;
  /** Why it became what it is. */
  readonly reason: string | null;
  /** Why its terms are others than before. */
  readonly amendedBecause: string | null;
}

/** Who has a title and who promised to keep it, in the whole network. */
export interface TitleRetention {
  readonly key: string;
  readonly id: string | null;
  readonly title: string | null;
  readonly holders: readonly {
    readonly participant: string;
    readonly participantName: string | null;
    readonly copies: number;
    readonly extant: number;
    readonly onOrder: number;
  }[];
  readonly commitments: readonly Commitment[];
}

export interface CommitmentFilter {
  readonly participant?: string | undefined;
  readonly profile?: string | undefined;
  readonly state?: string | undefined;
  /** Those whose last day is this one or an earlier one. */
  readonly endsBy?: string | undefined;
}

const COMMITMENTS = '/api/agreements/retention-commitments';

export function commitmentsQuery(filter: CommitmentFilter) {
  return pagesOf<Commitment>(['commitments', 'list'], COMMITMENTS, { ...filter });
}

export function titleRetentionQuery(identifier: string) {
  return queryOptions({
    queryKey: ['commitments', 'of-title', identifier],
    queryFn: ({ signal }) => get<TitleRetention>(`${COMMITMENTS}/of-title`, { identifier }, signal),
    retry: false,
  });
}

export type ExportFormat = 'csv' | 'marc' | 'marcxml';

export function commitmentsFile(format: ExportFormat, participant: string): string {
  return address(`${COMMITMENTS}/file`, { format, participant });
}

/** What a commitment is about: a title by its identifier, or a profile. */
export type Promised = { readonly participant: string; readonly from: string } & (
  | { readonly identifier: string; readonly title: string | null }
  | { readonly profile: string }
) &
  Terms;

export async function makeCommitment(promised: Promised): Promise<Commitment> {
  return await send<Commitment>('POST', COMMITMENTS, promised);
}

/** What became of a commitment, since when. */
export interface Becoming {
  readonly state: CommitmentState;
  readonly on: string;
  readonly successor: string | null;
  readonly reason: string | null;
}

/** Names the version that was seen, so that nobody changes what changed meanwhile. */
export async function becomeCommitment({ id, version }: Commitment, becoming: Becoming): Promise<Commitment> {
  return await send<Commitment>('POST', `${COMMITMENTS}/${id}/become`, { version, ...becoming });
}

/** Other terms, and why; what is not named stays as it is. */
export type Amendment = Pick<Terms, 'until' | 'policy' | 'condition'> & { readonly reason: string };

/** Names the version that was seen, so that nobody changes what changed meanwhile. */
export async function amendCommitment(commitment: Commitment, amendment: Amendment): Promise<Commitment> {
  const { id, version, policyUri, extent, note, review } = commitment;
  const kept = { policyUri, extent, note, review };
  return await send<Commitment>('PUT', `${COMMITMENTS}/${id}`, { version, ...kept, ...amendment });
}

/** What came of a file. */
export interface ImportOutcome extends Rejection {
  readonly made: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Notes of other actions than retention. */
  readonly others: number;
}

/** Whose commitments a file has. */
export interface CommitmentsFile {
  readonly participant: string;
  readonly file: File;
}

export function sendCommitments(
  { participant, file }: CommitmentsFile,
  sent: Sent,
  signal: AbortSignal,
): Promise<ImportOutcome> {
  return sendFileTo<ImportOutcome>(address(`${COMMITMENTS}/file`, { participant }), file, sent, signal);
}
