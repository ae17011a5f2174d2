import { actsFor, hasRole, mayActFor, type User } from '#libs/platform';
import type { Isil } from '#libs/kernel';
import type { PlanState } from '../model/acquisition-plan.ts';
import type { RemarkSide } from '../model/remark.ts';
import { sees } from '../queries/visible-plans.ts';
import { unknownPlan } from '../store/acquisition-plans.ts';

interface SomePlan {
  readonly id: string;
  readonly participant: Isil;
  readonly state: PlanState;
}

/** What the user may not see is not there for him: that comes before everything else. */
export function asReader(user: User, plan: SomePlan): void {
  if (!sees(user, plan)) throw unknownPlan(plan.id);
}

export function asAuthor(user: User, plan: SomePlan): void {
  asReader(user, plan);
  actsFor(user, plan.participant);
}

/** On which side of the review the user is. What is said between the two sides is not for other participants. */
export function sideOf(user: User, plan: SomePlan): RemarkSide {
  asReader(user, plan);
  if (hasRole(user, 'plan-owner') && !mayActFor(user, plan.participant)) return 'plan-owner';
  actsFor(user, plan.participant);
  return 'participant';
}
