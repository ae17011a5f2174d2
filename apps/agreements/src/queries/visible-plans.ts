import type { Isil } from '#libs/kernel';
import { hasRole, mayActFor, ownOf, type User } from '#libs/platform';
import { PLAN_STATES, type PlanState } from '../model/acquisition-plan.ts';

/** What everybody may read: what is under review and what was agreed. The rest is still its author's own. */
const PUBLIC_STATES: readonly PlanState[] = ['submitted', 'in-review', 'accepted', 'amended'];
/** What a plan owner may read: everything that was ever submitted. */
const REVIEWED_STATES: readonly PlanState[] = PLAN_STATES.filter((state) => state !== 'draft');

/** May the user read this plan? Drafts of others do not exist for him. */
export function sees(user: User, plan: { readonly participant: Isil; readonly state: PlanState }): boolean {
  return mayActFor(user, plan.participant) || statesSeen(user).includes(plan.state);
}

/** The same question as a condition on `acquisition_plan plan`. */
export function visiblePlans(user: User): { sql: string; parameters: unknown[] } {
  if (hasRole(user, 'administrator', 'service')) return { sql: 'true', parameters: [] };
  const states = statesSeen(user);
  const own = hasRole(user, 'collection-manager') ? ownOf(user) : [];
  return {
    sql: `(plan.participant = any(?::text[]) or plan.state in (${states.map(() => '?').join(', ')}))`,
    parameters: [`{${own.join(',')}}`, ...states],
  };
}

function statesSeen(user: User): readonly PlanState[] {
  return hasRole(user, 'plan-owner') ? REVIEWED_STATES : PUBLIC_STATES;
}
