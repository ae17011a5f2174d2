import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { COMMENT_STATES, type CommentState, commentsQuery, type PlanComment } from '../api/consultation.ts';
import type { CollectionPlan } from '../api/coverage.ts';
import { today } from '../ui/today.ts';

const IN_ADDRESS = 'reacties';

/** Which comments the reader wants to see; the address of the screen remembers it. */
export function useCommentFilter(): readonly [CommentState | '', (state: string) => void] {
  const [search, setSearch] = useSearchParams();
  const chosen = COMMENT_STATES.find((state) => state === search.get(IN_ADDRESS)) ?? '';
  const choose = (state: string): void =>
    setSearch(
      (before) => {
        if (state === '') before.delete(IN_ADDRESS);
        else before.set(IN_ADDRESS, state);
        return before;
      },
      { replace: true },
    );
  return [chosen, choose];
}

/** The comments on a version that the reader wants to see. */
export function useComments(plan: CollectionPlan): readonly PlanComment[] {
  const [state] = useCommentFilter();
  const { data = [] } = useQuery({ ...commentsQuery(plan), enabled: isConsulted(plan) });
  return state === '' ? data : data.filter((comment) => comment.state === state);
}

/** Whether there is, or was, a consultation on it. */
export function isConsulted({ consultation }: CollectionPlan): boolean {
  return consultation.length > 0;
}

/** Whether comments are asked now. */
export function isAsked({ state, consultedUntil }: CollectionPlan): boolean {
  return state === 'consultation' && consultedUntil !== null && consultedUntil >= today();
}
