/** A part of a statement: the day that it asks about. */
export const TODAY = 'today (day) as (select ?::date)';

/**
 * A recursive part of a statement after `TODAY`: under whom each participant goes on that day. Whoever takes part is its
 * own survivor; whoever merged goes on under the one that it merged into. Who closed is absent, with those that had
 * merged into it: nobody can count on what they had.
 */
export const LASTING = `
  lasting (isil, survivor) as (
    select it.isil, it.isil from participant it, today where it.valid_to is null or it.valid_to >= day
    union
    select it.isil, lasting.survivor from participant it join lasting on lasting.isil = it.successor, today
     where it.valid_to < day)`;
