import { queryOptions } from '@tanstack/react-query';
import { address, get, send, sendText } from './client.ts';
import type { CollectionPlan, PlanSummary } from './coverage.ts';

export const SCHEMES = ['nbc', 'siso', 'nur', 'ddc', 'udc', 'pim', 'brinkman'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** From which classification scheme to which. */
export interface Way {
  readonly from: Scheme;
  readonly to: Scheme;
}

export interface Crosswalk extends Way {
  readonly rules: readonly { readonly from: string; readonly to: string; readonly label: string | null }[];
}

/** The draft that a crosswalk made, and the rows of the file that are not in it. */
export interface CrosswalkTaken extends CollectionPlan {
  readonly rules: number;
  readonly leftOut: readonly { readonly line: number; readonly from: string; readonly to: string }[];
}

function pathOf({ token }: Pick<PlanSummary, 'token'>): string {
  return `/api/coverage/collection-plans/${token}/crosswalks`;
}

export function crosswalksQuery(plan: Pick<PlanSummary, 'token'>) {
  return queryOptions({
    queryKey: ['collection-plans', 'crosswalks', plan.token],
    queryFn: ({ signal }) => get<readonly Crosswalk[]>(pathOf(plan), {}, signal),
  });
}

export function crosswalkFile(plan: PlanSummary, { from, to }: Way): string {
  return address(`${pathOf(plan)}/${from}/${to}/crosswalk.csv`);
}

/** Makes the next version of a plan, with another crosswalk. */
export async function replaceCrosswalk(plan: PlanSummary, { from, to }: Way, csv: string): Promise<CrosswalkTaken> {
  return await sendText<CrosswalkTaken>(`${pathOf(plan)}/${from}/${to}`, 'text/csv', csv);
}

/** Makes the next version of a plan, without a crosswalk. */
export async function removeCrosswalk(plan: PlanSummary, { from, to }: Way): Promise<CollectionPlan> {
  return await send<CollectionPlan>('DELETE', `${pathOf(plan)}/${from}/${to}`);
}

/** How many classes of a scheme are known; a scheme of which none are is not among them. */
export interface SchemeClasses {
  readonly scheme: Scheme;
  readonly classes: number;
}

const SCHEMES_PATH = '/api/coverage/classification-schemes';

export const classesQuery = queryOptions({
  queryKey: ['classification-schemes'],
  queryFn: ({ signal }) => get<readonly SchemeClasses[]>(SCHEMES_PATH, {}, signal),
});

/** Takes the classes of a file in the place of those that were known. */
export async function replaceClasses(scheme: Scheme, csv: string): Promise<readonly SchemeClasses[]> {
  return await sendText<readonly SchemeClasses[]>(`${SCHEMES_PATH}/${scheme}/classes`, 'text/csv', csv);
}
