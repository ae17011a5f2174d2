import type { Activity, Level } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import { address, get, send } from './client.ts';
import type { FlagKind, Localised } from './coverage.ts';
import { all, pagesOf } from './list.ts';

export type ParticipantKind = 'library' | 'support-organisation' | 'national-library' | 'partner';

export interface Participant {
  readonly isil: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly from: string;
  readonly to?: string | null;
  readonly successor?: string | null;
  readonly version: number;
}

export type PlanState =
  | 'draft'
  | 'submitted'
  | 'in-review'
  | 'returned'
  | 'accepted'
  | 'rejected'
  | 'withdrawn'
  | 'amended';
export type LanguageCoverage = 'P' | 'S' | 'W' | 'X' | 'D';

export interface NamedTitle {
  readonly identifier: string;
  readonly title?: string | null;
  readonly key?: string;
}

export interface PlanLine {
  readonly id: string;
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly currentLevel: Level | null;
  readonly goalLevel: Level | null;
  readonly languageCoverage: LanguageCoverage | null;
  readonly titles: number;
  readonly copies: number;
  /** In euro cents. */
  readonly budget: number | null;
  /** Of the line alone; the plan's where null. */
  readonly from: string | null;
  readonly to: string | null;
  /** A day, or `indefinite`. */
  readonly retainUntil: string | null;
  readonly named: readonly NamedTitle[];
}

/** A flag as the services pass it on: participants by their ISIL. */
export interface AssessedFlag {
  readonly flag: string;
  readonly kind: FlagKind;
  readonly profile: string;
  readonly activity?: Activity;
  readonly subject: string;
  readonly participants: readonly string[];
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** A plan as lists show it: its lines without the titles they name. */
export interface PlanSummary extends PlanHead {
  readonly lines: readonly (Omit<PlanLine, 'named'> & { readonly namedTitles: number })[];
}

/** A plan in full. */
export interface AcquisitionPlan extends PlanHead {
  readonly lines: readonly PlanLine[];
}

/** What one participant proposes for a period. */
interface PlanHead {
  readonly id: string;
  readonly participant: string;
  readonly participantName: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly state: PlanState;
  readonly version: number;
  readonly remark: string | null;
  /** The accepted plan whose place it is to take. */
  readonly amends: string | null;
  /** Lines that were not accepted, and why. */
  readonly refused: readonly { readonly line: string; readonly reason: string }[];
  readonly submittedAt: string | null;
  /** What coverage said of the submitted version, as far as agreements heard of it. */
  readonly assessment: {
    readonly state: 'pending' | 'assessed';
    readonly version: number;
    readonly flags: readonly AssessedFlag[];
  } | null;
}

/** What is sent to make or change a plan. */
export interface PlanDraft {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly Omit<PlanLine, 'id'>[];
}

/** Why the system changed an agreement by itself; people give reasons in their own words. */
export interface Cause {
  readonly code:
    | 'plan-accepted'
    | 'plan-amended'
    | 'participant-leaves'
    | 'participant-closed'
    | 'participant-merged'
    | 'survivor-leaves';
  readonly parameters: Readonly<Record<string, string>>;
}

/** An accepted line: a promise of a participant for a period. */
export interface Agreement {
  readonly id: string;
  readonly participant: string;
  readonly participantName?: string;
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly currentLevel: Level | null;
  readonly goalLevel: Level | null;
  readonly languageCoverage: LanguageCoverage | null;
  readonly from: string;
  readonly to: string;
  readonly titles: number;
  readonly copies: number;
  /** A day, or `indefinite`. */
  readonly retainUntil: string | null;
  readonly plan: string;
  readonly namedTitles: number;
  readonly version: number;
  /** The agreement of another participant that it goes on from. */
  readonly predecessor: string | null;
  readonly reviewOn: string | null;
  readonly noticeBy: string | null;
  /** Why it ends before the day that was agreed. */
  readonly endedBecause: string | null;
  /** What made the system end it, where no person did. */
  readonly endedCause: Cause | null;
}

export const participantsQuery = queryOptions({
  queryKey: ['participants'],
  queryFn: ({ signal }) => all<Participant>('/api/agreements/participants', {}, signal),
  staleTime: 300_000,
});

/** A profile of the plan in force, as far as agreements heard of it. */
export interface KnownProfile {
  readonly code: string;
  readonly name: Localised;
}

export const profilesQuery = queryOptions({
  queryKey: ['collection-plans', 'profiles'],
  queryFn: ({ signal }) => all<KnownProfile>('/api/agreements/profiles', {}, signal),
  staleTime: 300_000,
});

export function plansQuery(filter: { participant?: string | undefined; state?: string | undefined }) {
  return pagesOf<PlanSummary>(['acquisition-plans', 'list'], '/api/agreements/acquisition-plans', filter);
}

export function planQuery(id: string) {
  return queryOptions({
    queryKey: ['acquisition-plans', 'one', id],
    queryFn: ({ signal }) => get<AcquisitionPlan>(`/api/agreements/acquisition-plans/${id}`, {}, signal),
  });
}

export function agreementsQuery(filter: { participant?: string; profile?: string; plan?: string }) {
  return queryOptions({
    queryKey: ['agreements', filter],
    queryFn: ({ signal }) => all<Agreement>('/api/agreements/agreements', filter, signal),
  });
}

const PLANS = '/api/agreements/acquisition-plans';

export async function draftPlan(participant: string, draft: PlanDraft): Promise<AcquisitionPlan> {
  return await send<AcquisitionPlan>('POST', PLANS, { participant, ...draft });
}

export async function changePlan(id: string, version: number, draft: PlanDraft): Promise<AcquisitionPlan> {
  return await send<AcquisitionPlan>('PUT', `${PLANS}/${id}`, { version, ...draft });
}

export async function removePlan(plan: AcquisitionPlan): Promise<void> {
  await send<void>('DELETE', address(`${PLANS}/${plan.id}`, { version: plan.version }));
}

/** Each names the version that was seen, so that nobody decides on a plan that changed meanwhile. */
export async function decidePlan(
  { id, version }: Pick<AcquisitionPlan, 'id' | 'version'>,
  decision: 'submit' | 'withdraw' | 'review' | 'return' | 'reject' | 'amend',
  remark?: string,
): Promise<AcquisitionPlan> {
  const said = decision === 'reject' ? { reason: remark } : { remark };
  const body = { version, ...(remark !== undefined && remark !== '' && said) };
  return await send<AcquisitionPlan>('POST', `${PLANS}/${id}/${decision}`, body);
}
