import type { LoanRequestCount } from '#libs/contracts';
import type { Day, Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';

/** How many requests did each participant make at other organisations? What its own branches asked is not among them. */
export function requestsElsewhere(
  em: EntityManager,
  { from, to, participant }: { readonly from: Day; readonly to: Day; readonly participant: Isil | null },
): Promise<LoanRequestCount[]> {
  return em.execute<LoanRequestCount[]>(
    `select participant, coalesce(sum(count) filter (where outcome = 'filled'), 0)::float8 as filled,
            coalesce(sum(count) filter (where outcome = 'unfilled'), 0)::float8 as unfilled
       from loan_request
      where scope <> 'organisation' and day between ?::date and ?::date and (?::text is null or participant = ?)
      group by participant order by participant`,
    [from, to, participant, participant],
  );
}
