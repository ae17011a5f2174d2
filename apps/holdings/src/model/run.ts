import { Refusal } from '#libs/kernel';

export const RUN_STATES = ['received', 'reading', 'held', 'applying', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_MODES = ['full', 'delta', 'deletions'] as const;
/** What a file is: everything that a source has, only what changed in it, or the numbers of what is no more. */
export type RunMode = (typeof RUN_MODES)[number];

/** Whether a load would remove so much that a person has to say that it is meant. */
export function needsConfirmation(removes: number, held: number, share: number): boolean {
  return removes > 0 && removes > held * share;
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
