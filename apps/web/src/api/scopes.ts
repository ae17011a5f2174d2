import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import type { Localised, Material, PlanSummary } from './coverage.ts';

interface Named {
  readonly code: string;
  readonly name: Localised;
}

interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** Two profiles that claim the same titles, with what such a title is like; `null`: whatever it is. */
export interface ScopeOverlap {
  readonly one: Named;
  readonly other: Named;
  readonly example: {
    readonly scheme: string | null;
    readonly notation: string | null;
    readonly material: Material | null;
    readonly language: string | null;
    readonly audience: 'adult' | 'youth' | 'unknown' | null;
  };
  /** What crosswalks make of its notation; empty when both claim it by that itself. */
  readonly translated: readonly { readonly scheme: string; readonly notation: string }[];
}

/** What crosswalks bring of a scheme into profiles that do not name it, and what comes into none. */
export interface TranslatedScheme {
  readonly scheme: string;
  readonly translated: readonly Stretch[];
  readonly uncovered: readonly Stretch[];
}

/** How the scopes of a version lie to each other. */
export interface ScopeReport {
  readonly overlaps: readonly ScopeOverlap[];
  readonly scheme: string | null;
  readonly uncovered: readonly Stretch[];
  readonly translated: readonly TranslatedScheme[];
}

export function scopesQuery({ token }: Pick<PlanSummary, 'token'>) {
  return queryOptions({
    queryKey: ['collection-plans', 'scopes', token],
    queryFn: ({ signal }) => get<ScopeReport>(`/api/coverage/collection-plans/${token}/scopes`, {}, signal),
  });
}
