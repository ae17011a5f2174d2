import { compareLevels, covers, type Activity, type Day, type Isil, type Level } from '#libs/kernel';

/** Why a participant's agreements would be left to nobody. Without a budget nothing is acquired, the rest goes on. */
export const ORPHANING = ['leaving', 'budget'] as const;
export type Orphaning = (typeof ORPHANING)[number];

/** An agreement, as far as it matters for who could go on with it. */
export interface Kept {
  readonly id: string;
  readonly participant: Isil;
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly currentLevel: Level | null;
  readonly from: Day;
  readonly to: Day;
}

/** Who could take over, with the level that it says it holds (CL) and the highest that it commits to (AC). */
export interface Candidate {
  readonly participant: Isil;
  readonly currentLevel: Level | null;
  readonly level: Level;
}

/** Does the participant no longer keep this, from the day on? */
export function isOrphaned({ activity, to }: Pick<Kept, 'activity' | 'to'>, on: Day, because: Orphaning): boolean {
  return to >= on && (because === 'leaving' || activity === 'collect');
}

/** Who has agreements of its own about the same profile on that day: the highest level held first, then committed to. */
export function successorsOf(orphan: Kept, others: readonly Kept[], on: Day): Candidate[] {
  const day = on < orphan.from ? orphan.from : on;
  const about = others.filter(
    (it) => it.profile === orphan.profile && it.participant !== orphan.participant && covers(it, day),
  );
  const candidates = [...Map.groupBy(about, ({ participant }) => participant)].map(([participant, theirs]) => ({
    participant,
    currentLevel: highest(theirs.flatMap(({ currentLevel }) => (currentLevel === null ? [] : [currentLevel]))),
    level: highest(theirs.map(({ level }) => level)) ?? orphan.level,
  }));
  return candidates.toSorted(
    (one, other) =>
      compareHeld(other.currentLevel, one.currentLevel) ||
      compareLevels(other.level, one.level) ||
      (one.participant < other.participant ? -1 : 1),
  );
}

function compareHeld(one: Level | null, other: Level | null): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return compareLevels(one, other);
}

function highest(levels: readonly Level[]): Level | null {
  return levels.toSorted(compareLevels).at(-1) ?? null;
}
