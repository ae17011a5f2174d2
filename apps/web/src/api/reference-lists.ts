import { queryOptions } from '@tanstack/react-query';
import { address, get, send, sendText } from './client.ts';
import type { CollectionPlan, Localised, PlanSummary } from './coverage.ts';
import type { ProblemDetail } from './problem.ts';

/** Titles that a collection is held against, and how much of them the network has. */
export interface ReferenceList {
  readonly code: string;
  readonly name: Localised;
  /** Titles on it. */
  readonly titles: number;
  /** Of these, those that the network has a record of. */
  readonly known: number;
  /** Of these, those that somebody holds. */
  readonly held: number;
  /** The codes of the profiles that are measured against it. */
  readonly profiles: readonly string[];
}

/** A line of a file that was left out, since its identifier cannot be read. */
export interface UnreadTitle extends Omit<ProblemDetail, 'at'> {
  readonly line: number;
  readonly identifier: string;
  readonly title: string | null;
}

/** The draft that a list made, and the lines of the file that are not on it. */
export interface ListTaken extends CollectionPlan {
  readonly titles: number;
  readonly added: number;
  readonly leftOut: readonly UnreadTitle[];
}

/** What is said of a list when it is brought in. */
export interface ListDetails {
  /** A list that is there keeps its name. */
  readonly name: Localised | null;
  /** Those that are measured against it from then on. */
  readonly profiles: readonly string[];
  /** The titles come beside those that are on it; else in their place. */
  readonly add: boolean;
}

function pathOf({ token }: Pick<PlanSummary, 'token'>): string {
  return `/api/coverage/collection-plans/${token}/reference-lists`;
}

export function referenceListsQuery(plan: Pick<PlanSummary, 'token'>) {
  return queryOptions({
    queryKey: ['collection-plans', 'reference-lists', plan.token],
    queryFn: ({ signal }) => get<readonly ReferenceList[]>(pathOf(plan), {}, signal),
  });
}

export function referenceListFile(plan: PlanSummary, code: string): string {
  return address(`${pathOf(plan)}/${code}/list.csv`);
}

/** Makes the next version of a plan, with the titles of a file on a list. */
export async function bringInList(
  plan: PlanSummary,
  code: string,
  { name, profiles, add }: ListDetails,
  csv: string,
): Promise<ListTaken> {
  // No profiles are said as well: left out, they would stay as they are.
  const said = new URLSearchParams({ ...name, profiles: profiles.join(','), ...(add && { add: 'true' }) });
  return await sendText<ListTaken>(`${pathOf(plan)}/${code}?${said}`, 'text/csv', csv);
}

/** Makes the next version of a plan, without a list. */
export async function removeList(plan: PlanSummary, code: string): Promise<CollectionPlan> {
  return await send<CollectionPlan>('DELETE', `${pathOf(plan)}/${code}`);
}
