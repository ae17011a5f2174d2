import type { Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Participants of which `survivor` and `counts` are not as they must be on a day. Whoever takes part counts itself;
 * whoever merged counts under the one that it merged into. Who closed counts no more, with those that had merged into
 * it: nobody can count on what they had.
 */
const UNSETTLED = `
  with recursive lasts (number, isil, survivor) as (
    select number, isil, number from participant where valid_to is null or valid_to >= $1::date
    union
    select it.number, it.isil, lasts.survivor from participant it join lasts on lasts.isil = it.successor
     where it.valid_to < $1::date),
  unsettled as (
    select p.number, p.isil, nullif(l.survivor, p.number) as survivor, l.survivor is not null as counts
      from participant p left join lasts l using (number)
     where (p.survivor, p.counts) is distinct from (nullif(l.survivor, p.number), l.survivor is not null))`;

const settle = prepared<{ isil: string }>(`
  ${UNSETTLED}
  update participant p set survivor = u.survivor, counts = u.counts from unsettled u where u.number = p.number
  returning p.isil`);

const unsettled = prepared<{ isil: string }>(`${UNSETTLED} select isil from unsettled order by isil`);

/** Says for a day under whom everyone's holdings count. Gives whether that changed, so that they are to be counted again. */
export async function settleParticipants(em: EntityManager, on: Day): Promise<boolean> {
  const changed = await settle(em, on);
  return changed.length > 0;
}

/** Those that count otherwise than they must on a day. */
export async function unsettledParticipants(em: EntityManager, on: Day): Promise<string[]> {
  const rows = await unsettled(em, on);
  return rows.map(({ isil }) => isil);
}
