import { queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import { pagesOf } from './list.ts';

export type RunState = 'received' | 'reading' | 'held' | 'applying' | 'done' | 'failed' | 'cancelled';
/** What a file can be. */
export type DeliveryMode = 'full' | 'delta' | 'deletions';
export type RunMode = DeliveryMode | 'undo';

type FormatName = 'marc21' | 'marcxml' | 'pica' | 'picaxml' | 'csv' | 'xlsx' | 'kbart' | 'empty';

/** One delivery of a participant's holdings, from the file to the titles. */
export interface Run {
  readonly id: string;
  readonly participant: string;
  readonly source: string;
  readonly mode: RunMode;
  readonly filename: string | null;
  /** Formats in the file, with `+` between them when a zip file had several. */
  readonly format: string | null;
  readonly state: RunState;
  readonly bytes: number;
  readonly bytesRead: number;
  readonly records: number;
  readonly rejected: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly applied: number;
  readonly asOf: string;
  readonly receivedAt: string;
  readonly finishedAt: string | null;
  /** Why it failed, in English. */
  readonly reason: string | null;
  /** The same as a code. */
  readonly failure: string | null;
  readonly held: { readonly removes: number; readonly of: number } | null;
  /** The run that this one undoes. */
  readonly undoes: string | null;
  /** The run that undid this one. */
  readonly undoneBy: string | null;
  readonly undoable: boolean;
  /** The file is about several participants. */
  readonly shared: boolean;
  /** The run whose file it is a part of. */
  readonly partOf: string | null;
  readonly parts: readonly RunPart[];
}

/** What a shared file has of one participant. */
export interface RunPart {
  readonly id: string;
  readonly participant: string;
  readonly name: string;
  readonly state: RunState;
  readonly records: number;
  readonly rejected: number;
}

export type Severity = 'rejected' | 'warning';

/** A record that could not be taken in, or was taken in with something doubtful in it, and why. */
export interface Reject {
  /** The record's number in the file, from 1. */
  readonly position: number;
  readonly severity: Severity;
  readonly line: number | null;
  readonly identifier: string | null;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export const UNDER_WAY: readonly RunState[] = ['received', 'reading', 'held', 'applying'];

/** The formats in a file, one by one. */
export function formatsOf(format: string): FormatName[] {
  return format.split('+') as FormatName[];
}

export function isUnderWay(run: Pick<Run, 'state'>): boolean {
  return UNDER_WAY.includes(run.state);
}

/** Once applying has begun a run goes on to its end: half of it must never be seen. */
export function isCancellable({ state }: Run): boolean {
  return state === 'received' || state === 'reading' || state === 'held';
}

export function runsQuery(filter: { participant?: string | undefined; state?: string | undefined }) {
  return pagesOf<Run>(['imports', 'list'], '/api/holdings/imports', filter, 20);
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => get<Run>(`/api/holdings/imports/${id}`, {}, signal),
  });
}

export function rejectsQuery(id: string, severity: Severity) {
  return pagesOf<Reject>(['imports', 'rejects', id], `/api/holdings/imports/${id}/rejects`, { severity });
}

export function rejectsFile(id: string): string {
  return `/api/holdings/imports/${id}/rejects/file`;
}

export async function confirmRun(id: string): Promise<Run> {
  return await send<Run>('POST', `/api/holdings/imports/${id}/confirm`);
}

export async function cancelRun(id: string): Promise<Run> {
  return await send<Run>('POST', `/api/holdings/imports/${id}/cancel`);
}

/** Asks for everything to be as it was before the run; answers the run that will do so. */
export async function undoRun(id: string): Promise<Run> {
  return await send<Run>('POST', `/api/holdings/imports/${id}/undo`);
}

/** What holdings can be written as. */
export const HOLDINGS_FORMATS = ['csv', 'xlsx', 'marc', 'marcxml'] as const;

/** Where what a participant holds is as a file. */
export function holdingsFile(participant: string, format: (typeof HOLDINGS_FORMATS)[number]): string {
  return `/api/holdings/participants/${participant}/holdings/file?format=${format}`;
}
