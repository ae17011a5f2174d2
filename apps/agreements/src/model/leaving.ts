import type { Fact } from '#libs/contracts';
import { addDays } from '#libs/kernel';
import type { Agreement, Taker } from './agreement.ts';
import type { Agreed } from './amendment.ts';
import { type Cause, wordsOf } from './cause.ts';
import type { Participant } from './participant.ts';

/**
 * What becomes of the agreements of a participant that has a last day. On a merger the survivor goes on with them from the
 * day after, as long as it takes part itself; otherwise they end with the participant. One that would only have begun later
 * moves as a whole, or ends on its first day.
 */
export function leave(participant: Participant, survivor: Taker | null, kept: readonly Agreement[]): Agreed {
  const made: Agreement[] = [];
  const facts: Fact[] = [];
  const { to } = participant;
  if (to === null) return { made, facts };
  for (const agreement of kept.filter((it) => it.isHeldBy(participant.isil) && it.to > to)) {
    if (survivor === null) {
      const cause: Cause = { code: 'participant-closed', parameters: { participant: participant.name, on: to } };
      facts.push(...agreement.endBy(to, cause));
      continue;
    }
    const merger: Cause = {
      code: 'participant-merged',
      parameters: { participant: participant.name, survivor: survivor.isil, on: to },
    };
    const { successor, facts: told } = agreement.handOver(survivor, addDays(to, 1), wordsOf(merger), merger);
    facts.push(...told);
    if (successor !== null) made.push(successor);
    const last = survivor.period.to;
    if (last === null) continue;
    const leaving: Cause = { code: 'survivor-leaves', parameters: { survivor: survivor.isil, on: last } };
    facts.push(...(successor ?? agreement).endBy(last, leaving));
  }
  return { made, facts };
}
