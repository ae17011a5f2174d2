/** What came of taking over some of a run's rows. */
export interface Merged {
  /** Profiles whose counters moved. */
  readonly profiles: readonly number[];
  /** Keys by which planned titles, or open flags about them, are known that the rows touch. */
  readonly keys: readonly string[];
}

/**
 * Of the keys in `touched` those that mean, or until now meant, a planned title or one with an open flag. What a key
 * meant before the rows are taken over counts as well, so this belongs in the statement that takes them over.
 */
export const PLANNED_AMONG = `
    select key from planned_title join touched using (key)
    union select title_meant_by(key) from planned_title join touched using (key)
    union select t.key from touched t
            join flag f on f.subject = t.key::text and f.cleared_at is null and f.kind = 'overlap.planned-title'`;
