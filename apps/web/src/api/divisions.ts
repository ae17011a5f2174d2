import type { Activity, Level } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import type { FlagKind, Localised } from './coverage.ts';

export type DivisionState = 'running' | 'done' | 'nothing' | 'cancelled' | 'interrupted' | 'failed';

export interface DivisionSettings {
  /** Nobody carries more than so many times an even share. */
  readonly factor: number;
  /** Whether agreements that there are may end. */
  readonly moves: boolean;
  readonly seconds: number;
}

export interface DivisionSummary {
  readonly id: string;
  readonly owner: string;
  readonly plan: string;
  readonly on: string;
  readonly settings: DivisionSettings;
  readonly state: DivisionState;
  /** Seconds that it has been sought. */
  readonly seconds: number;
  /** How far from the best at most, as a share. */
  readonly gap: number | null;
  readonly optimal: boolean | null;
  readonly madeAt: string;
}

interface Task {
  readonly profile: string;
  readonly profileName: Localised;
  readonly activity: Activity;
  readonly level: Level;
}

export interface DivisionLine extends Task {
  readonly kind: 'takes-on' | 'raises' | 'ends';
  readonly participant: { readonly isil: string; readonly name: string };
  readonly closes: readonly FlagKind[];
  readonly reason: Localised;
}

export interface RemainingGap extends Task {
  readonly gaps: readonly FlagKind[];
  readonly reason: Localised;
}

export interface DividedLoad {
  readonly participant: { readonly isil: string; readonly name: string };
  readonly before: number;
  readonly after: number;
  readonly most: number;
}

export interface DivisionProposal {
  readonly evenShare: number;
  readonly tasks: { readonly asked: number; readonly metBefore: number; readonly metAfter: number };
  readonly lines: readonly DivisionLine[];
  readonly closed: readonly (Task & { readonly gap: FlagKind })[];
  readonly remaining: readonly RemainingGap[];
  readonly loads: readonly DividedLoad[];
}

export interface Division extends DivisionSummary {
  readonly proposal: DivisionProposal | null;
}

const DIVISIONS = '/api/coverage/divisions';
const PULSE = 1_000;

export const divisionsQuery = queryOptions({
  queryKey: ['divisions', 'list'],
  queryFn: ({ signal }) => get<DivisionSummary[]>(DIVISIONS, {}, signal),
});

/** Asked again and again for as long as it is being worked out. */
export function divisionQuery(id: string) {
  return queryOptions({
    queryKey: ['divisions', 'one', id],
    queryFn: ({ signal }) => get<Division>(`${DIVISIONS}/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? PULSE : false),
  });
}

export async function beginDivision(settings: DivisionSettings): Promise<Division> {
  return await send<Division>('POST', DIVISIONS, settings);
}

export async function cancelDivision(id: string): Promise<Division> {
  return await send<Division>('POST', `${DIVISIONS}/${id}/cancel`);
}

export async function scenarioOfDivision(
  id: string,
  asked: { readonly name: string; readonly language: 'nl' | 'en' },
): Promise<{ id: string }> {
  return await send<{ id: string }>('POST', `${DIVISIONS}/${id}/scenario`, asked);
}

export function divisionFile(id: string): string {
  return `${DIVISIONS}/${id}/lines.csv`;
}
