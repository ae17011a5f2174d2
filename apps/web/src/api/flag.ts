import { queryOptions } from '@tanstack/react-query';
import type { Activity, Level } from '#libs/kernel';
import { get } from './client.ts';
import type { Flag, Localised } from './coverage.ts';

/** Something that happened to a flag. */
export interface FlagPast {
  readonly what: 'raised' | 'updated' | 'cleared';
  readonly at: string;
  readonly evidence: Readonly<Record<string, unknown>>;
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
  readonly rule: Localised;
  readonly agreements: readonly AgreementBehind[];
  /** Ids of the events behind it as it is now. */
  readonly events: readonly string[];
  readonly history: readonly FlagPast[];
}

export function explanationQuery(id: string) {
  return queryOptions({
    queryKey: ['flags', 'one', id],
    queryFn: ({ signal }) => get<FlagExplanation>(`/api/coverage/flags/${id}`, {}, signal),
  });
}
