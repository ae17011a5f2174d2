import { type Day, Refusal } from '#libs/kernel';
import type { Action } from './network-agreement.ts';

export const ACTION_STATES = ['planned', 'running', 'done', 'dropped'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** What was said of an action: how far it is. Reports are numbered from 1 and never change; the last one holds. */
export interface ActionReport {
  readonly number: number;
  readonly state: ActionState;
  /** In percent. */
  readonly progress: number;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
}

export interface Said {
  /** The number of the last report that was read before this was written; 0 where there was none. */
  readonly after: number;
  readonly state: ActionState;
  readonly progress: number;
  readonly text: string;
}

/** The next report on an action, unless it goes by what is not the last one any more, or says what cannot be. */
export function report(
  action: Action,
  last: Pick<ActionReport, 'number' | 'state'> | null,
  { after, state, progress, text }: Said,
  { by, at, planOwner }: { by: string; at: Date; planOwner: boolean },
): ActionReport {
  if (after !== (last?.number ?? 0)) throw reportedMeanwhile(action.code);
  if ((state === 'dropped' || last?.state === 'dropped') && !planOwner) {
    throw new Refusal(
      'action.plan-owner-drops',
      `Only a plan owner drops action ${action.code}, or takes it up again; report what you know and say so in its words`,
    );
  }
  const fits = { planned: progress === 0, running: progress < 100, done: progress === 100, dropped: true }[state];
  if (!fits) {
    throw new Refusal(
      'action.progress-unfit',
      `An action that is ${state} cannot be at ${progress} %: planned is 0, running less than 100, done 100`,
    );
  }
  return { number: after + 1, state, progress, text, by, at };
}

export function reportedMeanwhile(code: string): Refusal {
  return new Refusal(
    'action.stale',
    `Somebody else reported on action ${code} meanwhile; read that report, then send yours with its number as "after"`,
  );
}

/** Whether an action should have been done before today. */
export function isOverdue({ due }: Pick<Action, 'due'>, state: ActionState, today: Day): boolean {
  return due < today && (state === 'planned' || state === 'running');
}
