import type { Activity, Level } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import { address, get, send, sendText } from './client.ts';
import type { LanguageCoverage } from './agreements.ts';
import { all, pagesOf } from './list.ts';

export const FLAG_KINDS = [
  'gap.unowned',
  'gap.level',
  'gap.redundancy',
  'gap.volume',
  'gap.undelivered',
  'gap.preservation',
  'gap.upcoming',
  'risk.single-holder',
  'risk.last-copy',
  'risk.level-mismatch',
  'overlap.responsibility',
  'overlap.planned-title',
  'overlap.holdings',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

export interface Localised {
  readonly nl: string;
  readonly en?: string;
}

/** What the plan wants of a profile for one activity. What is `null` is not asked. */
export interface Target {
  readonly activity: Activity;
  readonly level: Level;
  /** Participants at least and at most. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Titles at least. */
  readonly titles: number | null;
  /** Participants that keep each title at least. */
  readonly retained: number | null;
  /** Share of the smaller collection, 0 to 1, that two responsible participants may have in common. */
  readonly overlapThreshold: number | null;
  /** So many others who hold a title, or have it on order, are enough not to buy it. */
  readonly enoughHolders: number | null;
}

/** A part of a classification. */
export interface ClassificationRange {
  readonly scheme: string;
  readonly prefix?: string;
  readonly notation?: string;
  readonly from?: string;
  readonly to?: string;
}

export type Material = 'book' | 'e-book' | 'serial' | 'score' | 'sound' | 'video' | 'map' | 'image' | 'game' | 'other';

/** Which titles a profile is about. */
export interface Scope {
  readonly classification: readonly ClassificationRange[];
  readonly material: readonly Material[];
  readonly language: readonly string[];
  readonly audience: readonly ('adult' | 'youth' | 'unknown')[];
}

export type CollectionPlanState = 'draft' | 'consultation' | 'adopted' | 'superseded';

/** A version of the collection plan, in short. */
export interface PlanSummary {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly state: CollectionPlanState;
  /** Named to confirm that another version may supersede this one. */
  readonly token: string;
  /** The last day on which comments are asked, while it is in consultation. */
  readonly consultedUntil: string | null;
}

export interface Profile {
  readonly code: string;
  readonly name: Localised;
  readonly targets: readonly Target[];
  readonly scope?: Scope;
}

/** A profile as a version of the plan has it. */
export interface PlanProfile extends Profile {
  /** What levels are measured against: `network` is the titles that it has, else the code of a reference list. */
  readonly measuredAgainst: string | null;
}

export interface CollectionPlan extends PlanSummary {
  readonly profiles: readonly PlanProfile[];
  /** The text as it was brought in. */
  readonly yaml: string;
  readonly consultation: readonly ConsultationStep[];
  /** Without those withdrawn. */
  readonly comments: { readonly all: number; readonly unanswered: number };
}

/** A step of the consultation on a version, with who took it. */
export interface ConsultationStep {
  readonly what: 'opened' | 'moved' | 'closed';
  readonly until: string | null;
  readonly by: string;
  readonly at: string;
}

export interface MatrixProfile extends Profile {
  readonly titles: number;
  readonly openFlags: number;
}

export interface MatrixParticipant {
  readonly isil: string;
  readonly name: string;
  readonly dataAsOf: string | null;
}

export interface Cell {
  readonly profile: string;
  readonly participant: string;
  readonly titles: number;
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
  readonly level: Level | null;
  readonly currentLevel: Level | null;
  readonly goalLevel: Level | null;
  /** Language coverages that its agreements declare. */
  readonly languages: readonly LanguageCoverage[];
  readonly activities: readonly Activity[];
}

/** Profiles by participants, on a day. */
export interface Matrix {
  readonly plan: Omit<PlanSummary, 'state' | 'token' | 'consultedUntil'> | null;
  readonly on: string;
  readonly profiles: readonly MatrixProfile[];
  readonly participants: readonly MatrixParticipant[];
  readonly cells: readonly Cell[];
  readonly unclassified: { readonly titles: number };
  /** In a profile by a crosswalk alone. */
  readonly translated: { readonly titles: number };
  readonly importing: readonly { readonly participant: string; readonly run: string }[];
}

export const FOLLOW_UP_STATES = ['new', 'acknowledged', 'waived'] as const;

/** How a flag stands with the people who follow it up. */
export interface FollowUp {
  readonly state: (typeof FOLLOW_UP_STATES)[number];
  readonly assignedTo: string | null;
  readonly waivedUntil: string | null;
  readonly waivedBecause: string | null;
}

export interface Flag {
  readonly id: string;
  readonly kind: FlagKind;
  readonly profile: string;
  readonly profileName: Localised;
  readonly activity: Activity | null;
  readonly subject: string;
  readonly participants: readonly { readonly isil: string; readonly name: string }[];
  readonly state: 'open' | 'cleared';
  readonly raisedAt: string;
  readonly updatedAt: string;
  readonly clearedAt: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly severity: 'high' | 'medium' | 'low';
  /** `null` where it is not known: of a flag as services pass it on. */
  readonly followUp: FollowUp | null;
}

export interface FlagFilter {
  readonly kind?: string | undefined;
  readonly profile?: string | undefined;
  readonly participant?: string | undefined;
  /** The code of a network agreement that they measure. */
  readonly agreement?: string | undefined;
  readonly state?: string | undefined;
  readonly followUp?: string | undefined;
  readonly sort?: string | undefined;
}

export const matrixQuery = queryOptions({
  queryKey: ['coverage', 'matrix'],
  queryFn: ({ signal }) => get<Matrix>('/api/coverage/coverage/matrix', {}, signal),
});

export const REPORT_FORMATS = ['pdf', 'xlsx'] as const;

/** How the plan was met over a period, as a file. */
export function reportFile(asked: {
  readonly from: string;
  readonly to: string;
  readonly format: (typeof REPORT_FORMATS)[number];
  readonly language: string;
}): string {
  return address('/api/coverage/coverage/report', { ...asked });
}

export function flagsQuery(filter: FlagFilter) {
  return pagesOf<Flag>(['flags', 'list'], '/api/coverage/flags', { ...filter });
}

/** Every open flag, for counting and for marks in the matrix. */
export const openFlagsQuery = queryOptions({
  queryKey: ['flags', 'open'],
  queryFn: ({ signal }) => all<Flag>('/api/coverage/flags', { state: 'open' }, signal),
});

/** One profile with who has what of it, and its open flags. */
export interface ProfileCoverage extends PlanProfile {
  readonly on: string;
  readonly titles: number;
  /** Of these titles, those that are in it by a crosswalk alone, and by which of its rules. */
  readonly translated: {
    readonly titles: number;
    readonly rules: readonly {
      readonly fromScheme: string;
      readonly from: string;
      readonly toScheme: string;
      readonly to: string;
      readonly label: string | null;
      readonly titles: number;
    }[];
  };
  /** What measured levels are a share of: a reference list of the plan, or the titles that the network has in the profile. */
  readonly reference: { readonly list: string | null; readonly name: Localised | null; readonly titles: number };
  /** How many titles are held by one participant, by two, and so on. */
  readonly holders: readonly { readonly holders: number; readonly titles: number }[];
  readonly participants: readonly (Cell & {
    readonly name: string;
    readonly dataAsOf: string | null;
    readonly measuredLevel: number | null;
    /** Titles of the reference that it holds. */
    readonly inReference: number;
  })[];
  /** Titles that two who are responsible have in common. */
  readonly shared: readonly { readonly one: string; readonly other: string; readonly titles: number }[];
  readonly flags: readonly Flag[];
}

export function profileQuery(code: string) {
  return queryOptions({
    queryKey: ['coverage', 'profile', code],
    queryFn: ({ signal }) =>
      get<ProfileCoverage>(`/api/coverage/coverage/profiles/${encodeURIComponent(code)}`, {}, signal),
  });
}

export function flagsFile(filter: FlagFilter): string {
  return address('/api/coverage/flags.csv', { ...filter });
}

/** What a submitted plan means: the flags on its lines, once assessed. */
export interface Assessment {
  readonly state: 'pending' | 'assessed';
  readonly version: number;
  readonly flags: readonly Flag[];
}

export function assessmentQuery(plan: string) {
  return queryOptions({
    queryKey: ['assessment', plan],
    queryFn: ({ signal }) => get<Assessment>(`/api/coverage/acquisition-plans/${plan}/assessment`, {}, signal),
  });
}

const PLANS = '/api/coverage/collection-plans';

export const collectionPlansQuery = queryOptions({
  queryKey: ['collection-plans', 'list'],
  queryFn: ({ signal }) => all<PlanSummary>(PLANS, {}, signal),
});

export const currentPlanQuery = queryOptions({
  queryKey: ['collection-plans', 'current'],
  queryFn: ({ signal }) => get<CollectionPlan>(`${PLANS}/current`, {}, signal),
});

export function collectionPlanQuery(code: string, version: number | string) {
  return queryOptions({
    queryKey: ['collection-plans', 'one', code, String(version)],
    queryFn: ({ signal }) => get<CollectionPlan>(`${PLANS}/${code}/${version}`, {}, signal),
  });
}

export async function draftCollectionPlan(text: string): Promise<CollectionPlan> {
  return await sendText<CollectionPlan>(PLANS, isCsv(text) ? 'text/csv' : 'application/yaml', text);
}

/** A plan in YAML begins with other lines: the first line of CSV has the names of columns. */
function isCsv(text: string): boolean {
  const [first = ''] = text.trimStart().split('\n', 1);
  return /[;,\t]/.test(first) && first.split(/[;,\t]/).some((name) => name.trim().toLowerCase() === 'profile');
}

export function planCsv({ token }: PlanSummary): string {
  return `${PLANS}/${token}/plan.csv`;
}

/** Adopting names the version that it takes the place of, so that nobody supersedes what they did not see. */
export async function adoptCollectionPlan(
  plan: PlanSummary,
  inForce: PlanSummary | undefined,
): Promise<CollectionPlan> {
  return await send<CollectionPlan>('POST', `${PLANS}/${plan.code}/${plan.version}/adopt`, {
    ...(inForce && { supersedes: inForce.token }),
  });
}
