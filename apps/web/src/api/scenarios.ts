import type { Activity, Level } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import { address, get, send } from './client.ts';
import type { FlagKind, Localised, Scope } from './coverage.ts';
import { pagesOf } from './list.ts';

export const CHANGE_KINDS = [
  'target-set',
  'target-removed',
  'scope-set',
  'reference-set',
  'profile-added',
  'profile-removed',
  'agreement-added',
  'agreement-ended',
  'plan-accepted',
  'participant-closed',
  'quantities-cut',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something that a scenario makes otherwise, as it is sent. */
export interface Change {
  readonly id?: string;
  readonly kind: ChangeKind;
  readonly because?: string | null;
  readonly profile?: string | null;
  readonly activity?: Activity;
  readonly level?: Level;
  readonly participant?: string | null;
  readonly scope?: Scope;
  /** Of a profile that is added. */
  readonly name?: Localised;
  readonly measuredAgainst?: string | null;
  readonly [field: string]: unknown;
}

export interface ScenarioSummary {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  /** Whether the reader made it. */
  readonly mine: boolean;
  readonly shared: boolean;
  /** The version of the plan in force when it was made. */
  readonly plan: string;
  /** The day that it is judged for; `null`: the day judged last. */
  readonly on: string | null;
  readonly changeCount: number;
  readonly version: number;
  readonly changedAt: string;
}

export interface ScenarioChange {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly says: Localised;
  readonly withoutEffect: Localised | null;
  readonly ofPlan: boolean;
  readonly change: Change;
}

export interface Scenario extends ScenarioSummary {
  readonly changes: readonly ScenarioChange[];
}

interface Sizes {
  readonly titles: number;
  readonly responsible: number;
  readonly agreedTitles: number;
  readonly agreedCopies: number;
}

export interface OutcomeProfile {
  readonly profile: string;
  readonly name: Localised;
  /** `null`: the plan in force has no such profile; likewise below. */
  readonly live: Sizes | null;
  readonly against: Sizes | null;
  readonly scenario: Sizes | null;
}

interface Totals {
  readonly live: number;
  readonly against: number | null;
  readonly scenario: number;
  readonly raised: number;
  readonly cleared: number;
  readonly changed: number;
}

export interface OutcomeFigure extends Totals {
  readonly profile: string;
  readonly name: Localised;
  readonly kind: FlagKind;
}

export const OUTCOMES = ['raised', 'cleared', 'changed'] as const;

/** What a scenario comes to, beside what is or beside another. */
export interface Outcome {
  readonly against: ScenarioSummary | null;
  readonly on: string;
  readonly plan: string;
  /** Profiles whose holdings were counted afresh. */
  readonly counted: readonly string[];
  readonly totals: Totals;
  readonly figures: readonly OutcomeFigure[];
  readonly profiles: readonly OutcomeProfile[];
}

export interface OutcomeFlag {
  readonly id: string;
  readonly what: (typeof OUTCOMES)[number];
  readonly kind: FlagKind;
  readonly severity: 'high' | 'medium' | 'low';
  readonly profile: string;
  readonly profileName: Localised;
  readonly activity: Activity | null;
  readonly subject: string;
  readonly participants: readonly { readonly isil: string; readonly name: string }[];
  readonly rule: Localised;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>> | null;
}

export interface Proposal extends ScenarioChange {
  readonly because: string | null;
  readonly effect: { readonly raised: number; readonly cleared: number; readonly changed: number };
}

/** What its owner writes of a scenario. */
export interface ScenarioDraft {
  readonly name: string;
  readonly on: string | null;
  readonly shared: boolean;
  readonly changes: readonly Change[];
}

const SCENARIOS = '/api/coverage/scenarios';

export const scenariosQuery = pagesOf<ScenarioSummary>(['scenarios', 'list'], SCENARIOS);

export function scenarioQuery(id: string) {
  return queryOptions({
    queryKey: ['scenarios', 'one', id],
    queryFn: ({ signal }) => get<Scenario>(`${SCENARIOS}/${id}`, {}, signal),
  });
}

/** `version` is of the scenario: what another version came to is asked anew. */
export function outcomeQuery({ id, version }: ScenarioSummary, against: string) {
  return queryOptions({
    queryKey: ['scenarios', 'outcome', id, version, against],
    queryFn: ({ signal }) => get<Outcome>(`${SCENARIOS}/${id}/outcome`, { against }, signal),
  });
}

export interface OutcomeFilter {
  readonly against: string;
  readonly profile: string;
  readonly kind: string;
  readonly what: string;
}

export function outcomeFlagsQuery({ id, version }: ScenarioSummary, filter: OutcomeFilter) {
  return pagesOf<OutcomeFlag>(['scenarios', 'flags', id, version], `${SCENARIOS}/${id}/flags`, { ...filter });
}

export function outcomeFile({ id }: ScenarioSummary, filter: OutcomeFilter): string {
  return address(`${SCENARIOS}/${id}/flags.csv`, { ...filter });
}

export function proposalsQuery({ id, version }: ScenarioSummary) {
  return queryOptions({
    queryKey: ['scenarios', 'proposals', id, version],
    queryFn: ({ signal }) => get<Proposal[]>(`${SCENARIOS}/${id}/proposals`, {}, signal),
  });
}

export async function addScenario(draft: ScenarioDraft): Promise<Scenario> {
  return await send<Scenario>('POST', SCENARIOS, draft);
}

/** Writes a scenario anew; what is not said stays as it was. It names the version that was seen. */
export async function changeScenario(scenario: Scenario, changed: Partial<ScenarioDraft>): Promise<Scenario> {
  const { id, name, on, shared, version, changes } = scenario;
  const said = { name, on, shared, changes: changes.map(({ change }) => change), ...changed, version };
  return await send<Scenario>('PUT', `${SCENARIOS}/${id}`, said);
}

export async function removeScenario({ id, version }: ScenarioSummary): Promise<void> {
  await send<void>('DELETE', address(`${SCENARIOS}/${id}`, { version }));
}

export async function draftOfScenario({ id }: ScenarioSummary): Promise<{ code: string; version: number }> {
  return await send<{ code: string; version: number }>('POST', `${SCENARIOS}/${id}/draft`, {});
}
