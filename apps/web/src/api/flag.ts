import { queryOptions } from '@tanstack/react-query';
import type { Activity, Level } from '#libs/kernel';
import { address, get, send } from './client.ts';
import type { Flag, FollowUp, Localised, Material } from './coverage.ts';
import { pagesOf } from './list.ts';

/** Something that happened to a flag. */
export interface FlagPast {
  readonly what: 'raised' | 'updated' | 'cleared';
  readonly at: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Something that people, or the calendar, did about a flag. */
export interface FollowUpPast {
  readonly what: 'acknowledged' | 'assigned' | 'waived' | 'noted' | 'reopened';
  readonly at: string;
  readonly by: string | null;
  readonly text: string | null;
  readonly assignedTo: string | null;
  readonly until: string | null;
}

/** An agreement that a flag follows from. */
export interface AgreementBehind {
  readonly id: string;
  readonly participant: { readonly isil: string; readonly name: string };
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly currentLevel: Level | null;
  readonly from: string;
  readonly to: string;
}

/** A flag with everything that it follows from. */
export interface FlagExplanation extends Flag {
  /** The numbers that it was judged by, and what else is to be known beside them. */
  readonly numbers: Readonly<Record<string, unknown>>;
  readonly rule: Localised;
  readonly agreements: readonly AgreementBehind[];
  /** Ids of the events behind it as it is now. */
  readonly events: readonly string[];
  readonly history: readonly FlagPast[];
  readonly followUp: FollowUp & { readonly acknowledgedBy: string | null };
  readonly followUps: readonly FollowUpPast[];
}

export function explanationQuery(id: string) {
  return queryOptions({
    queryKey: ['flags', 'one', id],
    queryFn: ({ signal }) => get<FlagExplanation>(`/api/coverage/flags/${id}`, {}, signal),
  });
}

/** A title that fewer participants keep than the plan asks. */
export interface ShortTitle {
  readonly id: string;
  readonly title: string;
  readonly contributor: string | null;
  readonly year: number | null;
  readonly material: Material;
  readonly holders: number;
  readonly keptBy: readonly { readonly isil: string; readonly name: string }[];
}

/** The titles that a flag of too few retained copies counts, as they are now. */
export function shortTitlesQuery(id: string) {
  return pagesOf<ShortTitle>(['flags', 'titles', id], `/api/coverage/flags/${id}/titles`, {}, 20);
}

export function shortTitlesFile(id: string): string {
  return address(`/api/coverage/flags/${id}/titles.csv`);
}

/** Something to do about a flag, and what it takes. */
export type Act =
  | { readonly act: 'acknowledge' }
  | { readonly act: 'assign'; readonly to: string }
  | { readonly act: 'waive'; readonly until: string; readonly because: string }
  | { readonly act: 'notes'; readonly text: string }
  | { readonly act: 'reopen'; readonly because: string };

/** Follows a flag up; gives the flag as it is then. */
export async function followUp(id: string, { act, ...how }: Act): Promise<FlagExplanation> {
  return await send<FlagExplanation>('POST', `/api/coverage/flags/${id}/${act}`, how);
}
