import type { Activity } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import type { AcquisitionPlan, PlanState } from './agreements.ts';
import { get, send } from './client.ts';
import type { Page } from './list.ts';

const PLANS = '/api/agreements/acquisition-plans';

/** What the participant or the plan owner said to the other about a plan, or one of its lines. */
export interface Remark {
  readonly id: string;
  /** The version of the plan that it is about. */
  readonly version: number;
  /** The line; `null` when it is about the plan as a whole. */
  readonly line: string | null;
  readonly by: 'participant' | 'plan-owner';
  readonly name: string;
  readonly at: string;
  readonly text: string;
}

export function remarksQuery(plan: string) {
  return queryOptions({
    queryKey: ['acquisition-plans', 'remarks', plan],
    queryFn: async ({ signal }) => (await get<Page<Remark>>(`${PLANS}/${plan}/remarks`, {}, signal)).items,
  });
}

export async function remark(plan: string, line: string | null, text: string): Promise<Remark> {
  return await send<Remark>('POST', `${PLANS}/${plan}/remarks`, { text, ...(line !== null && { line }) });
}

/** A version of a plan: how it stood, made by whom and when. */
export interface PlanVersion {
  readonly version: number;
  readonly state: PlanState;
  readonly remark: string | null;
  readonly madeAt: string | null;
  readonly madeBy: string | null;
  /** Whether it says something else than the version before. */
  readonly isNewContent: boolean;
}

export function versionsQuery(plan: string) {
  return queryOptions({
    queryKey: ['acquisition-plans', 'versions', plan],
    queryFn: async ({ signal }) => (await get<Page<PlanVersion>>(`${PLANS}/${plan}/versions`, {}, signal)).items,
  });
}

/** What one version says otherwise than another. Budgets are in euro cents. */
export interface Difference {
  readonly kind: 'changed' | 'line-added' | 'line-removed' | 'titles-added' | 'titles-removed';
  readonly line?: string;
  readonly profile?: string;
  readonly activity?: Activity;
  readonly field?: string;
  readonly before?: string | number | null;
  readonly after?: string | number | null;
  readonly by?: number;
  readonly titles?: readonly string[];
  /** The same in an English sentence. */
  readonly says: string;
}

export function differencesQuery(plan: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['acquisition-plans', 'differences', plan, from, to],
    queryFn: async ({ signal }) =>
      (await get<Page<Difference>>(`${PLANS}/${plan}/differences`, { from, to }, signal)).items,
    staleTime: Infinity,
  });
}

/** A line that is not agreed to, and why. */
export interface RefusedLine {
  readonly line: string;
  readonly reason: string;
}

/** Every line becomes an agreement, but for those that are refused. Names the version that was seen. */
export async function acceptPlan(
  { id }: AcquisitionPlan,
  version: number,
  refused: readonly RefusedLine[],
): Promise<AcquisitionPlan> {
  return await send<AcquisitionPlan>('POST', `${PLANS}/${id}/accept`, { version, refused });
}
