/** Whether what `run r` replaced is kept: it is not of runs from before there was any undoing. */
export const KEPT = `(r.held_before = 0 or r.held_before is not null and to_regclass('replaced_' || r.number) is not null)`;

/** Whether a later run changed the source of `run r`, or is about to. */
export const OVERTAKEN = `exists (select from run l where l.participant = r.participant and l.source = r.source
                                     and l.number > r.number and (l.told or l.finished_at is null))`;
