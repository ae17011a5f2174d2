import { Refusal } from './refusal.ts';

/**
 * Collecting levels of the Conspectus, lowest first. They are ordinal: compared, never averaged.
 * A bare `1`, `2` or `3` is kept as recorded and compares as its lowest sub-level.
 */
export const LEVELS = ['0', '1a', '1b', '2a', '2b', '3a', '3b', '3c', '4', '5'] as const;

const RECORDED = ['0', '1', '1a', '1b', '2', '2a', '2b', '3', '3a', '3b', '3c', '4', '5'] as const;

/** A level as recorded. */
export type Level = (typeof RECORDED)[number];

export function isLevel(text: unknown): text is Level {
  return typeof text === 'string' && (RECORDED as readonly string[]).includes(text);
}

/** Reads a level; refuses what is not one. */
export function level(text: string): Level {
  if (!isLevel(text)) {
    throw new Refusal('level.unknown', `'${text}' is not a Conspectus level; use one of ${LEVELS.join(', ')}`);
  }
  return text;
}

function rank(it: Level): number {
  const exact = (LEVELS as readonly string[]).indexOf(it);
  return exact >= 0 ? exact : (LEVELS as readonly string[]).indexOf(`${it}a`);
}

/** Negative when `one` is the lower level, 0 when they compare as equal, positive when it is the higher. */
export function compareLevels(one: Level, other: Level): number {
  return rank(one) - rank(other);
}

export function atLeast(it: Level, wanted: Level): boolean {
  return compareLevels(it, wanted) >= 0;
}

/** The whole level (0 to 5) that a level belongs to. */
export function wholeLevel(it: Level): number {
  return Number(it[0]);
}
