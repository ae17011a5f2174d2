import { compareLevels, covers, type Activity, type Day, type Level } from '#libs/kernel';
import type { Agreement, Responsible } from './facts.ts';

/** Who is responsible for an activity, or for any, on a day, by the agreements of one profile that are in force then. */
export function responsibleFor(agreements: readonly Agreement[], activity: Activity | 'any', on: Day): Responsible[] {
  const byParticipant = new Map<string, Agreement[]>();
  for (const agreement of agreements) {
    if ((activity !== 'any' && agreement.activity !== activity) || !covers(agreement, on)) continue;
    const others = byParticipant.get(agreement.participant);
    if (others === undefined) byParticipant.set(agreement.participant, [agreement]);
    else others.push(agreement);
  }
  const responsible = [...byParticipant].map(([participant, theirs]) => ({
    participant,
    commitment: highest(theirs.map(({ level }) => level))!,
    current: highest(theirs.map(({ currentLevel }) => currentLevel)),
    coverages: theirs.map(({ languageCoverage }) => languageCoverage),
    agreements: theirs.map(({ agreement }) => agreement).toSorted(),
  }));
  return responsible.toSorted((one, other) => (one.participant < other.participant ? -1 : 1));
}

/** The highest of levels, the first of those that compare as equal in writing order; `null` when there is none. */
export function highest(levels: readonly (Level | null)[]): Level | null {
  return levels
    .filter((level) => level !== null)
    .toSorted()
    .reduce<Level | null>((best, level) => (best === null || compareLevels(level, best) > 0 ? level : best), null);
}
