import type { Activity } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import { address, get } from './client.ts';
import type { Localised, PlanSummary } from './coverage.ts';

/** A value before and after, and for numbers how much more (below zero: less) it is. */
export interface ChangedValue {
  /** `null`: of the plan itself. */
  readonly profile: string | null;
  readonly name: Localised | null;
  readonly activity: Activity | null;
  /** The code of a network agreement that it is of. */
  readonly agreement: string | null;
  readonly field: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
  readonly by: number | null;
}

/** A figure of the plan as a whole, or of one activity. */
export interface PlanTotal {
  readonly what:
    | 'profiles'
    | 'targets'
    | 'minimum-participants'
    | 'minimum-titles'
    | 'agreements'
    | 'actions'
    | 'crosswalk-rules'
    | 'listed-titles';
  readonly activity: Activity | null;
  readonly before: number;
  readonly after: number;
  readonly by: number;
}

/** What one version of the plan says otherwise than another. */
export interface PlanDifference {
  readonly from: PlanSummary;
  readonly to: PlanSummary;
  readonly words: readonly { readonly profile: string | null; readonly says: Localised }[];
  readonly values: readonly ChangedValue[];
  readonly totals: readonly PlanTotal[];
}

interface Compared {
  readonly from: string;
  readonly to: string;
}

const DIFFERENCES = '/api/coverage/collection-plans/differences';

export function planDifferenceQuery(compared: Compared) {
  return queryOptions({
    queryKey: ['collection-plans', 'difference', compared],
    queryFn: ({ signal }) => get<PlanDifference>(DIFFERENCES, { ...compared }, signal),
  });
}

export function planDifferenceFile(compared: Compared): string {
  return address(`${DIFFERENCES}.csv`, { ...compared });
}
