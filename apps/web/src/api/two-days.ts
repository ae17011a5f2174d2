import { queryOptions } from '@tanstack/react-query';
import type { Activity } from '#libs/kernel';
import { address, get } from './client.ts';
import type { FlagKind, Localised } from './coverage.ts';

/** How many on the one day and on the other; `null`: not known. */
export interface Both {
  readonly before: number | null;
  readonly after: number;
}

export interface CameAndWent {
  readonly added: number;
  readonly withdrawn: number;
  readonly otherwise: number;
}

export interface ComparedParticipant {
  readonly isil: string;
  readonly name: string;
  readonly knownFrom: string | null;
  readonly titles: Both;
  readonly copies: Both;
  readonly titleFlow: CameAndWent;
}

export interface ComparedFlag {
  readonly id: string;
  readonly kind: FlagKind;
  readonly activity: Activity | null;
  readonly participants: readonly string[];
  readonly openThen: boolean;
  readonly openNow: boolean;
}

export interface ComparedProfile {
  /** Empty: what no profile covers. */
  readonly code: string;
  readonly name: Localised | null;
  readonly knownFrom: string | null;
  readonly titles: Both;
  readonly copies: Both;
  readonly titleFlow: CameAndWent;
  readonly responsible: Both;
  readonly flags: Both;
  readonly participants: readonly ComparedParticipant[];
}

/** What there was on two days. */
export interface TwoDays {
  readonly from: string;
  readonly to: string;
  readonly profiles: readonly ComparedProfile[];
  readonly flags: readonly ComparedFlag[];
}

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly profile: string;
}

export function twoDaysQuery(asked: Asked) {
  return queryOptions({
    queryKey: ['coverage', 'days', asked],
    queryFn: ({ signal }) => get<TwoDays>('/api/coverage/coverage/days', given(asked), signal),
  });
}

export function twoDaysFile(asked: Asked): string {
  return address('/api/coverage/coverage/days.csv', given(asked));
}

function given({ from, to, profile }: Asked): Record<string, string> {
  return { from, to, ...(profile === '' ? {} : { profile }) };
}

export interface DayOfTitles {
  readonly day: string;
  readonly titles: number;
}

/** How many titles the network had of a profile, by day. */
export function titlesByDayQuery(code: string) {
  return queryOptions({
    queryKey: ['coverage', 'profile', code, 'days'],
    queryFn: ({ signal }) =>
      get<readonly DayOfTitles[]>(`/api/coverage/coverage/profiles/${encodeURIComponent(code)}/days`, {}, signal),
  });
}
