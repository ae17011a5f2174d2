import type { WithdrawalAdvice } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { type Demand, type DemandRule, isMoreThanBearable, NO_DEMAND, unmet } from './demand.ts';

/** What is known of a title when somebody wants to dispose of copies of it. */
export interface TitleStanding {
  /** Extant copies of the participant itself that were not let go before; `null` when nobody told of the title. */
  readonly own: number | null;
  /** Extant copies of the others that were not let go before. */
  readonly others: number;
  /** Whether the participant promised to keep it. */
  readonly retained: boolean;
  /** Others who are responsible for it, or promised to keep it, and have no copy. */
  readonly wantedBy: readonly Isil[];
  /** What was asked for in the last twelve months. */
  readonly demand: Demand;
}

/** What the network agreed on: how many copies remain, and from where on demand counts. */
export interface WithdrawalRule extends DemandRule {
  /** Extant copies of a title that are to remain. */
  readonly minimum: number;
}

/** How a title stands that nobody told of. */
export const UNKNOWN_TITLE: TitleStanding = {
  own: null,
  others: 0,
  retained: false,
  wantedBy: [],
  demand: NO_DEMAND,
};

export const WITHDRAWAL_REASONS = [
  'title-unknown',
  'retained',
  'last-copies',
  'wanted',
  'unmet-demand',
  'much-requested',
  'not-extant',
  'enough-elsewhere',
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

export interface Advised {
  readonly advice: WithdrawalAdvice;
  readonly reason: WithdrawalReason;
  /** Copies that the participant has left when these are gone. */
  readonly leaves: number;
  /** Extant copies that the network has left when these are gone. */
  readonly remaining: number;
}

/**
 * Keep, offer or let go, of one title: in this order, the first rule that applies. What is asked for is offered before it
 * goes: to everybody, since nobody in particular is expected to have it.
 */
export function adviceOn(copies: number, standing: TitleStanding, rule: WithdrawalRule): Advised {
  const own = standing.own ?? 0;
  const leaves = Math.max(0, own - copies);
  const remaining = standing.others + leaves;
  const advised = (advice: WithdrawalAdvice, reason: WithdrawalReason): Advised => ({
    advice,
    reason,
    leaves,
    remaining,
  });
  if (standing.own === null) return advised('keep', 'title-unknown');
  if (standing.retained && leaves === 0) return advised('keep', 'retained');
  if (own === 0) return advised('free', 'not-extant');
  if (remaining < rule.minimum) return advised('keep', 'last-copies');
  if (standing.wantedBy.length > 0) return advised('offer', 'wanted');
  if (unmet(standing.demand) >= rule.offerAt) return advised('offer', 'unmet-demand');
  if (isMoreThanBearable(standing.demand, remaining, rule)) return advised('offer', 'much-requested');
  return advised('free', 'enough-elsewhere');
}
