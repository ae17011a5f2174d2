import { useInfiniteQuery } from '@tanstack/react-query';
import { plansQuery } from '../api/agreements.ts';
import { first } from './first.ts';

/** As many as a list shows at first; the count says when there are more. */
const COUNTED = 100;

/** Plans that a plan owner has still to decide about, whether the review has begun or not: how many, and the newest. */
export function useToReview(most: number) {
  const waiting = useInfiniteQuery(plansQuery({ state: 'submitted' }));
  const begun = useInfiniteQuery(plansQuery({ state: 'in-review' }));
  const parts = [first(waiting, COUNTED), first(begun, COUNTED)];
  const plans = parts.every(({ data }) => data !== undefined) ? parts.flatMap(({ data }) => data ?? []) : undefined;
  const more = [waiting, begun].some(({ data }) => data?.pages[0]?.next);
  const newest = plans?.toSorted((one, other) => ((one.submittedAt ?? '') < (other.submittedAt ?? '') ? 1 : -1));
  return {
    count: plans && `${plans.length}${more ? '+' : ''}`,
    // Of two questions the one that went wrong is the one to tell of, and to ask again.
    newest: { ...first(waiting.error === null ? begun : waiting, most), data: newest?.slice(0, most) },
  };
}
