import type { RetentionCommitmentState } from '#libs/contracts';
import { type Day, Refusal } from '#libs/kernel';
import { type Becoming, refuseBecoming } from './commitment-state.ts';
import { type CommitmentPromise, RetentionCommitment } from './retention-commitment.ts';

/** A commitment as a file tells of it: what was promised, and what has become of it. */
export interface DeliveredCommitment {
  readonly id: string;
  readonly promise: CommitmentPromise;
  /** `null` while it is active. */
  readonly became: Becoming | null;
}

/** Takes over what a file says about a commitment. What is known already says nothing. */
export function takeDelivered(
  { id, promise, became }: DeliveredCommitment,
  known: RetentionCommitment | undefined,
  today: Day,
): { commitment: RetentionCommitment; said: RetentionCommitmentState[] } {
  if (known === undefined) return madeFrom({ id, promise, became }, today);
  if (known.participant !== promise.participant) {
    throw new Refusal(
      'commitment.not-yours',
      `Commitment ${id} is ${known.participant}'s, not ${promise.participant}'s`,
    );
  }
  if (became === null && known.state !== 'active') {
    throw new Refusal(
      'commitment.ended-already',
      `The file has it as active; it is ${known.state} since ${known.since ?? 'long ago'}. Change it here if that is wrong`,
    );
  }
  // A copy, so that what is refused half-way leaves what is known as it was.
  const commitment = Object.assign(new RetentionCommitment(id, promise), known);
  const amended = commitment.amend(promise.terms);
  const turned = became === null || became.state === known.state ? [] : commitment.turn(became, today);
  return { commitment, said: turned.length > 0 ? turned : amended };
}

/** What is new may already be over: then it is kept as what it has become. */
function madeFrom(
  { id, promise, became }: DeliveredCommitment,
  today: Day,
): { commitment: RetentionCommitment; said: RetentionCommitmentState[] } {
  const commitment = new RetentionCommitment(id, promise);
  commitment.make();
  if (became !== null) {
    const { state, on, successor, reason } = became;
    refuseBecoming(commitment, became, today);
    Object.assign(commitment, { state, since: on, successor, reason });
  }
  return { commitment, said: [commitment.told()] };
}
