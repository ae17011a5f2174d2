import type { EntityManager } from '@mikro-orm/postgresql';
import { DEMAND_MONTHS, type DemandRule } from '../model/demand.ts';
import { LOAN_OUTCOMES, LOAN_SCOPES, type LoanOutcome } from '../model/loan-request.ts';

/** The sums of loan requests `r` of a group, as `Demand`. */
export const DEMAND_SUMS = `jsonb_build_object(${LOAN_OUTCOMES.map((outcome) => `'${outcome}', ${sums(outcome)}`).join(', ')})`;

/** Of loan requests `r` those of the months up to `TODAY`. */
export const RECENTLY_ASKED = `r.day > today.day - interval '${DEMAND_MONTHS} months' and r.day <= today.day`;

/** From where on does demand count? */
export async function demandRule(em: EntityManager): Promise<DemandRule> {
  const [row] = await em.execute<DemandRule[]>(
    'select buy_at as "buyAt", offer_at as "offerAt", per_copy as "perCopy" from demand_rule',
  );
  if (row === undefined) throw new Error('The migrations put a rule there, and nothing takes it away');
  return row;
}

export async function agreeOnDemand(em: EntityManager, { buyAt, offerAt, perCopy }: DemandRule): Promise<void> {
  await em.execute('update demand_rule set (buy_at, offer_at, per_copy) = (?, ?, ?)', [buyAt, offerAt, perCopy]);
}

function sums(outcome: LoanOutcome): string {
  const each = LOAN_SCOPES.map(
    (scope) => `'${scope}', coalesce(sum(r.count) filter (where r.outcome = '${outcome}' and r.scope = '${scope}'), 0)`,
  );
  return `jsonb_build_object(${each.join(', ')})`;
}
