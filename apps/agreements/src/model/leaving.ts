import type { Fact } from '#libs/contracts';
import { addDays } from '#libs/kernel';
import type { Agreement, Taker } from './agreement.ts';
import type { Agreed } from './amendment.ts';
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
      facts.push(...agreement.endBy(to, `${participant.name} closed on ${to}`));
      continue;
    }
    const because = `${participant.name} merged into ${survivor.isil} on ${to}`;
    const { successor, facts: told } = agreement.handOver(survivor, addDays(to, 1), because);
    facts.push(...told);
    if (successor !== null) made.push(successor);
    const last = survivor.period.to;
    if (last !== null) facts.push(...(successor ?? agreement).endBy(last, `${survivor.isil} takes part until ${last}`));
  }
  return { made, facts };
}
