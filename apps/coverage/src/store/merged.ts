import { TITLE_KINDS } from './flags.ts';

/** What came of taking over some of a run's rows. */
export interface Merged {
  /** Profiles whose counters moved. */
  readonly profiles: readonly number[];
  /** The counters that moved: number of the profile, a space, number of the participant. */
  readonly counters: readonly string[];
  /** Keys by which titles that are planned or that leave, or open flags about them, are known that the rows touch. */
  readonly keys: readonly string[];
  /** Keys of titles that a commitment may be about, or was. */
  readonly retained: readonly string[];
}

/**
 * Of the keys in `touched`, some of them more than once, those that mean, or until now meant, a title that is planned, that leaves or that has an open flag. What a key
 * meant before the rows are taken over counts as well, so this belongs in the statement that takes them over.
 */
export const NAMED_AMONG = `
    select key from planned_title join touched using (key)
    union select title_meant_by(key) from planned_title join touched using (key)
    union select key from withdrawal_item join touched using (key) where state = 'free'
    union select title_meant_by(key) from withdrawal_item join touched using (key) where state = 'free'
    union select t.key from touched t
            join flag f on f.subject = t.key::text and f.cleared_at is null and f.kind in (${TITLE_KINDS})`;

/** Those who go on for whoever promised to keep what it has of a profile. */
const KEEPERS = `
    select l.survivor from retention_commitment c join lasting l using (participant)
     where c.profile is not null and not isempty(c.days)`;

/** Of the titles in `changed`, and the keys in `touched`, those that a commitment is about, was about or may be about. */
export const RETAINED_AMONG = `
    select title as key from changed where exists (select from retained_title r where r.title = changed.title)
    union select key from retention_commitment join touched using (key) where not isempty(days)
    union select title_meant_by(key) from retention_commitment join touched using (key) where not isempty(days)
    union select title from changed
     where participant in (select participant from lasting where survivor in (${KEEPERS}))`;
