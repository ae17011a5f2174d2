import { Refusal } from '#libs/kernel';

export const RUN_STATES = ['received', 'reading', 'held', 'applying', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const DELIVERY_MODES = ['full', 'delta', 'deletions'] as const;
/** What a file is: everything that a source has, only what changed in it, or the numbers of what is no more. */
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

export const RUN_MODES = [...DELIVERY_MODES, 'undo'] as const;
/** What a run carries out: a file, or the undoing of the run before it. */
export type RunMode = (typeof RUN_MODES)[number];

/** Whether the run removes what somebody may not mean to remove. A delta says it of each record, an undo of each run. */
export function mayRemoveByMistake(mode: RunMode): boolean {
  return mode === 'full' || mode === 'deletions';
}

/** Whether a load would remove so much that a person has to say that it is meant. */
export function needsConfirmation(removes: number, held: number, share: number): boolean {
  return removes > 0 && removes > held * share;
}

/** Refuses a list of numbers of many: it does not say whose each is. */
export function sharable(mode: DeliveryMode): void {
  if (mode !== 'deletions') return;
  throw new Refusal(
    'run.not-sharable',
    'A list of what is gone cannot speak for several participants; deliver one for each, or a full file for all',
  );
}

/** Refuses to confirm what is not waiting for it. */
export function confirmable(id: string, state: RunState): void {
  if (state !== 'held')
    throw new Refusal('run.not-held', `Run ${id} is ${state}; only a run that is held can be confirmed`);
}

/** Refuses to cancel what already changes holdings, or has ended: half a run must never be visible. */
export function cancellable(id: string, state: RunState): void {
  if (state === 'received' || state === 'reading' || state === 'held') return;
  throw new Refusal(
    'run.not-cancellable',
    state === 'applying'
      ? `Run ${id} is being applied and cannot be stopped half-way; deliver the file you want instead when it is done`
      : `Run ${id} has ended already (${state})`,
  );
}

/** What has to be known of a run before it can be undone. */
export interface Undoable {
  readonly state: RunState;
  /** Whether it changed anything. */
  readonly told: boolean;
  /** Whether what it replaced is still kept. */
  readonly kept: boolean;
  /** Whether its source was, or will be, changed by a later run. */
  readonly overtaken: boolean;
}

/** Refuses to undo what is under way, changed nothing, was followed by another run, or is too long ago. */
export function undoable(id: string, { state, told, kept, overtaken }: Undoable): void {
  if (state !== 'done' && state !== 'failed') {
    throw new Refusal('run.not-ended', `Run ${id} is ${state}; only a run that has ended can be undone`);
  }
  if (!told) throw new Refusal('run.changed-nothing', `Run ${id} changed nothing, so there is nothing to undo`);
  if (overtaken) {
    throw new Refusal('run.overtaken', `After run ${id} its source was delivered again; undo the later run first`);
  }
  if (!kept) throw new Refusal('run.not-kept', `What run ${id} replaced is not kept; deliver the file before it again`);
}
