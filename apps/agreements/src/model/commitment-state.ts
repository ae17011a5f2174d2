import type { CommitmentState } from '#libs/contracts';
import { type Day, Refusal } from '#libs/kernel';

/** What a commitment has become since when, with what took its place. */
export interface Becoming {
  readonly state: CommitmentState;
  readonly on: Day;
  readonly successor: string | null;
  readonly reason: string | null;
}

/** What may become of a commitment. One that was superseded or made in error is over for good. */
export const MAY_BECOME: Readonly<Record<CommitmentState, readonly CommitmentState[]>> = {
  active: ['superseded', 'lost', 'damaged', 'missing', 'in-error'],
  missing: ['active', 'superseded', 'lost', 'damaged', 'in-error'],
  lost: ['active', 'superseded', 'damaged', 'in-error'],
  damaged: ['active', 'superseded', 'lost', 'missing', 'in-error'],
  superseded: [],
  'in-error': [],
};

/** A commitment as far as the rules about what becomes of it look at it. */
export interface Standing {
  readonly id: string;
  readonly from: Day | null;
  readonly state: CommitmentState;
  /** The day of its present state; none while it is active from the start. */
  readonly since: Day | null;
}

/** Refuses what the rules do not let become of it. */
export function refuseBecoming(it: Standing, { state, on, successor }: Becoming, today: Day): void {
  if (!MAY_BECOME[it.state].includes(state)) {
    const may = MAY_BECOME[it.state];
    throw new Refusal(
      'commitment.not-possible',
      may.length === 0
        ? `The commitment is ${it.state}, which is final; make a new one instead`
        : `A commitment that is ${it.state} cannot become ${state}; it can become ${may.join(', ')}`,
    );
  }
  if (on > today) throw new Refusal('commitment.not-yet', `${on} has not come yet; give the day on which it happened`);
  const earliest = it.since ?? it.from;
  if (earliest !== null && on < earliest) {
    throw new Refusal('commitment.too-early', `The commitment is ${it.state} since ${earliest}; ${on} is before that`);
  }
  refuseSuccessor(it, state, successor);
}

/** A person says what was wrong with what was made in error; a file need not. */
export function refuseUnexplained({ state, reason }: Becoming): void {
  if (state === 'in-error' && (reason ?? '').trim() === '') {
    throw new Refusal('commitment.reason-missing', 'Say what was wrong with a commitment that was made in error');
  }
}

/** Only one that took its place is a successor: it is asked for when a commitment is superseded. */
function refuseSuccessor(it: Standing, state: CommitmentState, successor: string | null): void {
  if (state === 'superseded' && successor === null) {
    throw new Refusal('commitment.successor-missing', 'Name the commitment that took its place');
  }
  if (successor === null) return;
  if (state === 'active' || state === 'in-error') {
    throw new Refusal(
      'commitment.successor-needless',
      `A commitment that becomes ${state} has no successor; leave it out`,
    );
  }
  if (successor === it.id) throw new Refusal('commitment.successor-itself', 'A commitment cannot succeed itself');
}
