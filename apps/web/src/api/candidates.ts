import type { Activity, Level } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import { address, get } from './client.ts';
import type { FlagKind, Localised } from './coverage.ts';
import type { Change } from './scenarios.ts';

/** A participant that could take something on. */
export interface Candidate {
  readonly participant: { readonly isil: string; readonly name: string };
  /** Out of a hundred. */
  readonly total: number;
  readonly points: { readonly level: number; readonly titles: number; readonly reach: number; readonly room: number };
  readonly withinReach: boolean;
  readonly reason: Localised;
  /** The agreement that it would be. */
  readonly undertaking: Change;
}

/** Who could take on an activity of a profile, and who cannot. */
export interface Candidacy {
  readonly profile: string;
  readonly profileName: Localised;
  readonly activity: Activity;
  /** What the plan asks; `null`: nothing. */
  readonly level: Level | null;
  readonly on: string;
  readonly candidates: readonly Candidate[];
  /** That nobody is within reach, when that is so. */
  readonly nobody: Localised | null;
  readonly barred: readonly {
    readonly participant: { readonly isil: string; readonly name: string };
    readonly code: string;
    readonly because: Localised;
    readonly level: Level | null;
  }[];
}

/** Gaps that somebody could take on. */
export const TAKEN_ON: ReadonlySet<FlagKind> = new Set<FlagKind>([
  'gap.unowned',
  'gap.level',
  'gap.redundancy',
  'gap.volume',
  'gap.preservation',
  'gap.upcoming',
]);

export function flagCandidatesQuery(flag: string) {
  return queryOptions({
    queryKey: ['flags', 'candidates', flag],
    queryFn: ({ signal }) => get<Candidacy>(`/api/coverage/flags/${flag}/candidates`, {}, signal),
  });
}

export function flagCandidatesFile(flag: string): string {
  return `/api/coverage/flags/${flag}/candidates.csv`;
}

export function profileCandidatesQuery(profile: string, activity: Activity) {
  return queryOptions({
    queryKey: ['coverage', 'candidates', profile, activity],
    queryFn: ({ signal }) => get<Candidacy>(`${ofProfile(profile)}/candidates`, { activity }, signal),
  });
}

export function profileCandidatesFile(profile: string, activity: Activity): string {
  return address(`${ofProfile(profile)}/candidates.csv`, { activity });
}

function ofProfile(profile: string): string {
  return `/api/coverage/coverage/profiles/${encodeURIComponent(profile)}`;
}
