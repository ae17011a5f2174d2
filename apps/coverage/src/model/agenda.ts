import type { Day } from '#libs/kernel';
import { type ActionReport, type ActionState, isOverdue } from './action-report.ts';
import {
  type Action,
  type AgreementKind,
  type Measurable,
  measures,
  type NetworkAgreement,
} from './network-agreement.ts';

/** How an action stands: by its last report, or planned where there is none. */
export interface ActionStanding extends Action {
  readonly state: ActionState;
  readonly progress: number;
  readonly overdue: boolean;
  readonly last: ActionReport | null;
}

export interface AgreementStanding extends NetworkAgreement {
  readonly actions: readonly ActionStanding[];
  /** Of its actions together, without those dropped; `null` where there are none. */
  readonly progress: number | null;
  /** The first day on which an action that is not finished is due. */
  readonly due: Day | null;
  readonly overdue: boolean;
  /** How many flags that measure it are open; `null` where nothing measures it, or the plan is not in force. */
  readonly openFlags: number | null;
}

/** How many flags of one sort are open. */
export interface OpenFlags extends Measurable {
  readonly count: number;
}

/** What an opgave comes to over all agreements that serve it. */
export interface OpgaveStanding {
  /** `null`: of the agreements that serve none. */
  readonly opgave: string | null;
  readonly agreements: number;
  readonly actions: number;
  readonly done: number;
  readonly overdue: number;
  readonly progress: number | null;
  /** A flag that measures several agreements counts once. */
  readonly openFlags: number | null;
}

export interface AgendaFilter {
  readonly cluster?: string;
  readonly kind?: AgreementKind;
  readonly opgave?: string;
  readonly owner?: string;
  readonly overdue?: 'yes';
  readonly sort?: AgendaSort | `-${AgendaSort}`;
}

export const AGENDA_SORTS = ['code', 'cluster', 'kind', 'due', 'progress', 'flags'] as const;
export type AgendaSort = (typeof AGENDA_SORTS)[number];

/** How the list stands today. */
export function agendaOf(
  list: readonly NetworkAgreement[],
  reports: ReadonlyMap<string, ActionReport>,
  open: readonly OpenFlags[] | null,
  today: Day,
): AgreementStanding[] {
  return list.map((agreement) => {
    const actions = agreement.actions.map((action) => standingOf(action, reports.get(action.code) ?? null, today));
    const unfinished = actions.filter(({ state }) => state === 'planned' || state === 'running');
    return {
      ...agreement,
      actions,
      progress: progressOf(actions),
      due: unfinished.map(({ due }) => due).toSorted()[0] ?? null,
      overdue: actions.some(({ overdue }) => overdue),
      openFlags: agreement.measuredBy === null ? null : flagsOf([agreement], open),
    };
  });
}

/** Those agreements that match, with those of their actions that match, in the order asked for. */
export function narrowed(
  agenda: readonly AgreementStanding[],
  { cluster, kind, opgave, owner, overdue, sort = 'code' }: AgendaFilter,
): AgreementStanding[] {
  const byAction = owner !== undefined || overdue !== undefined;
  const found = agenda
    .filter((it) => cluster === undefined || it.cluster === cluster)
    .filter((it) => kind === undefined || it.kind === kind)
    .filter((it) => opgave === undefined || it.opgaven.includes(opgave))
    .map((it) => {
      const matching = it.actions.filter(
        (action) => (owner === undefined || action.owner === owner) && (overdue === undefined || action.overdue),
      );
      return Object.assign({}, it, { actions: matching });
    })
    .filter((it) => !byAction || it.actions.length > 0);
  const name = sort.replace('-', '') as AgendaSort;
  const turn = sort.startsWith('-') ? -1 : 1;
  return found.toSorted((one, other) => {
    const [first, second] = [valueOf(one, name), valueOf(other, name)];
    if (first === second) return one.code < other.code ? -1 : 1;
    if (first === null || second === null) return first === null ? 1 : -1;
    return turn * (first < second ? -1 : 1);
  });
}

/** The list by the societal goals that it serves, in the order in which it names them. */
export function byOpgave(agenda: readonly AgreementStanding[], open: readonly OpenFlags[] | null): OpgaveStanding[] {
  const named = new Set<string | null>(agenda.flatMap(({ opgaven }) => opgaven));
  if (agenda.some(({ opgaven }) => opgaven.length === 0)) named.add(null);
  return [...named].map((opgave) => {
    const some = agenda.filter(({ opgaven }) => (opgave === null ? opgaven.length === 0 : opgaven.includes(opgave)));
    const actions = some.flatMap((it) => it.actions);
    return {
      opgave,
      agreements: some.length,
      actions: actions.length,
      done: actions.filter(({ state }) => state === 'done').length,
      overdue: actions.filter((it) => it.overdue).length,
      progress: progressOf(actions),
      openFlags: flagsOf(some, open),
    };
  });
}

function standingOf(action: Action, last: ActionReport | null, today: Day): ActionStanding {
  const { state, progress } = last ?? { state: 'planned', progress: 0 };
  return { ...action, state, progress, overdue: isOverdue(action, state, today), last };
}

function progressOf(actions: readonly ActionStanding[]): number | null {
  const counted = actions.filter(({ state }) => state !== 'dropped');
  if (counted.length === 0) return null;
  return Math.round(counted.reduce((sum, { progress }) => sum + progress, 0) / counted.length);
}

function flagsOf(agreements: readonly NetworkAgreement[], open: readonly OpenFlags[] | null): number | null {
  if (open === null) return null;
  return open
    .filter((sort) => agreements.some(({ measuredBy }) => measures(measuredBy, sort)))
    .reduce((sum, { count }) => sum + count, 0);
}

function valueOf(agreement: AgreementStanding, sort: AgendaSort): string | number | null {
  return sort === 'flags' ? agreement.openFlags : agreement[sort];
}
