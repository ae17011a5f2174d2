import { TITLE_KINDS } from './flags.ts';

/** What came of taking over some of a run's rows. */
export interface Merged {
  /** Profiles whose counters moved. */
  readonly profiles: readonly number[];
  /** Keys by which titles that are planned or that leave, or open flags about them, are known that the rows touch. */
  readonly keys: readonly string[];
}

/**
 * Of the keys in `touched` those that mean, or until now meant, a title that is planned, that leaves or that has an open flag. What a key
 * meant before the rows are taken over counts as well, so this belongs in the statement that takes them over.
 */
export const NAMED_AMONG = `
    select key from planned_title join touched using (key)
    union select title_meant_by(key) from planned_title join touched using (key)
    union select key from withdrawal_item join touched using (key) where state = 'free'
    union select title_meant_by(key) from withdrawal_item join touched using (key) where state = 'free'
    union select t.key from touched t
            join flag f on f.subject = t.key::text and f.cleared_at is null and f.kind in (${TITLE_KINDS})`;
