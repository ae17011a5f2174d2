import type { Activity } from '#libs/kernel';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { address, get, send, sendText } from './client.ts';
import type { CollectionPlan, Localised, PlanSummary } from './coverage.ts';
import type { Rejection } from './rejection.ts';

export const AGREEMENT_KINDS = ['legal', 'normative', 'running', 'action-needed'] as const;
export const ACTION_STATES = ['planned', 'running', 'done', 'dropped'] as const;
export const AGENDA_ORDERS = ['code', 'cluster', 'due', '-progress', 'progress', '-flags'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

export interface Owner {
  /** An ISIL, or `KB`. */
  readonly isil: string;
  readonly name: string;
}

/** How far an action is, as somebody reported it. */
export interface ActionReport {
  readonly number: number;
  readonly state: ActionState;
  readonly progress: number;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

export interface Action {
  readonly code: string;
  readonly text: string;
  readonly owner: Owner;
  readonly due: string;
  readonly state: ActionState;
  readonly progress: number;
  readonly overdue: boolean;
  readonly last: ActionReport | null;
}

/** One of the plan's own list, with its actions and how it stands. */
export interface NetworkAgreement {
  readonly code: string;
  readonly cluster: string;
  readonly kind: (typeof AGREEMENT_KINDS)[number];
  readonly text: string;
  readonly opgaven: readonly string[];
  readonly measuredBy: {
    readonly flags: readonly string[];
    readonly profiles: readonly string[];
    readonly activity: Activity | null;
  } | null;
  readonly progress: number | null;
  readonly due: string | null;
  readonly overdue: boolean;
  /** `null`: nothing measures it, or the plan is not in force. */
  readonly openFlags: number | null;
  readonly actions: readonly Action[];
}

export interface Agenda {
  readonly plan: PlanSummary;
  readonly agreements: readonly NetworkAgreement[];
  readonly clusters: readonly string[];
  readonly opgaven: readonly string[];
  readonly owners: readonly Owner[];
}

/** An agreement with all that was reported on its actions. */
export interface NetworkAgreementDetail extends NetworkAgreement {
  readonly plan: PlanSummary;
  readonly actions: readonly (Action & { readonly reports: readonly ActionReport[] })[];
}

export interface Opgave {
  readonly opgave: string | null;
  readonly agreements: number;
  readonly actions: number;
  readonly done: number;
  readonly overdue: number;
  readonly progress: number | null;
  readonly openFlags: number | null;
}

/** Empty values ask nothing. */
export interface AgendaFilter {
  readonly version: string;
  readonly cluster: string;
  readonly kind: string;
  readonly opgave: string;
  readonly owner: string;
  readonly overdue: string;
  readonly sort: string;
}

const COVERAGE = '/api/coverage';
const LIST = `${COVERAGE}/network-agreements`;
/** What people do about flags changes the numbers too. */
const KEY = ['flags', 'agenda'] as const;

export function agendaQuery(filter: AgendaFilter) {
  return queryOptions({
    queryKey: [...KEY, 'list', filter],
    queryFn: ({ signal }) => get<Agenda>(LIST, { ...filter }, signal),
    placeholderData: keepPreviousData,
  });
}

export function agendaFile(filter: AgendaFilter): string {
  return address(`${LIST}.csv`, { ...filter });
}

export function networkAgreementQuery(code: string, version: string) {
  return queryOptions({
    queryKey: [...KEY, 'one', code, version],
    queryFn: ({ signal }) => get<NetworkAgreementDetail>(`${LIST}/${encodeURIComponent(code)}`, { version }, signal),
  });
}

export function opgavenQuery(version: string) {
  return queryOptions({
    queryKey: [...KEY, 'opgaven', version],
    queryFn: ({ signal }) => get<{ readonly opgaven: readonly Opgave[] }>(`${COVERAGE}/opgaven`, { version }, signal),
  });
}

/** `after` is the number of the last report that the reader saw. */
export async function reportOn(
  code: string,
  said: { after: number; state: ActionState; progress: number; text: string },
): Promise<NetworkAgreementDetail> {
  return await send<NetworkAgreementDetail>('POST', `${COVERAGE}/actions/${encodeURIComponent(code)}/reports`, said);
}

interface Tally {
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly same: number;
}

/** What a list changes, and what of it cannot be taken. */
export interface ListOutcome extends Rejection {
  readonly agreements: Tally;
  readonly actions: Tally;
  /** Agreements that stay although the file does not name them. */
  readonly unnamed: number;
  readonly going: readonly Pick<NetworkAgreement, 'code' | 'text'>[];
  readonly words: readonly { readonly kind: string; readonly says: Localised }[];
}

/** The draft that a list made, and what of the file is in it. */
export interface ListTaken extends CollectionPlan {
  readonly outcome: ListOutcome;
}

/** Tells what a list would change; nothing is stored. */
export async function tryList(plan: PlanSummary, csv: string): Promise<ListOutcome> {
  return await sendText<ListOutcome>(`${listOf(plan)}/trial`, 'text/csv', csv);
}

/** Makes the next version of a plan, with another list; agreements go only when that is confirmed. */
export async function replaceList(plan: PlanSummary, csv: string, confirmed: boolean): Promise<ListTaken> {
  return await sendText<ListTaken>(
    address(listOf(plan), { confirmed: confirmed ? 'yes' : undefined }),
    'text/csv',
    csv,
  );
}

/** Makes the next version of a plan, with the list of another one; agreements go only when that is confirmed. */
export async function takeOverList(plan: PlanSummary, from: string, confirmed: boolean): Promise<CollectionPlan> {
  const path = `${COVERAGE}/collection-plans/${plan.token}/take-over-list`;
  return await send<CollectionPlan>('POST', address(path, { confirmed: confirmed ? 'yes' : undefined }), { from });
}

function listOf(plan: PlanSummary): string {
  return `${COVERAGE}/collection-plans/${plan.token}/network-agreements`;
}
