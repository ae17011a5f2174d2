import { covers, type Day, daysBetween, type Isil } from '#libs/kernel';
import type { Agreement, Arrived, TargetFacts } from './facts.ts';
import type { Finding } from './flag.ts';
import { finding } from './rule.ts';

/**
 * A participant agreed to acquire titles, and has fewer than its share for the days that are over. What is on order has
 * not arrived. Where the agreement is older than the figures, all that it holds, and all that it let go since, may have
 * arrived by it; of whoever never delivered nothing is known, and nothing is said. Copies are not judged: how many a
 * title needs, its users tell.
 */
export function gapUndelivered(
  facts: TargetFacts,
  made: readonly Agreement[],
  arrived: ReadonlyMap<string, Arrived>,
): Finding[] {
  const { target, statistics, on } = facts;
  const promises = made.filter((it) => it.activity === target.activity && it.titles > 0 && covers(it, on));
  const theirs = [...Map.groupBy(promises, ({ participant }) => participant)];
  return theirs.flatMap(([participant, agreed]) => {
    const known = arrived.get(earliestOf(agreed).agreement);
    if (known === undefined) return [];
    const due = agreed.reduce((sum, it) => sum + dueOf(it, on), 0);
    const held = statistics.held.get(participant) ?? 0;
    const have = known.whole ? known.added : Math.max(known.added, held + known.withdrawn);
    if (have >= due) return [];
    return [undelivered(facts, participant, agreed, { due, have, held, known })];
  });
}

function undelivered(
  facts: TargetFacts,
  participant: Isil,
  agreed: readonly Agreement[],
  { due, have, held, known }: { due: number; have: number; held: number; known: Arrived },
): Finding {
  return finding('gap.undelivered', facts, {
    subject: participant,
    participants: [participant],
    promised: agreed.reduce((sum, { titles }) => sum + titles, 0),
    due,
    arrived: have,
    ...(known.whole ? {} : { held, since: known.since }),
    agreements: agreed.map(({ agreement }) => agreement).toSorted(),
  });
}

/** The part of what is promised, in whole titles, for the days before this one. */
function dueOf({ titles, from, to }: Agreement, on: Day): number {
  return Math.floor((titles * daysBetween(from, on)) / (daysBetween(from, to) + 1));
}

function earliestOf(agreed: readonly Agreement[]): Agreement {
  return agreed.reduce((one, other) => {
    if (one.from !== other.from) return one.from < other.from ? one : other;
    return one.agreement < other.agreement ? one : other;
  });
}
