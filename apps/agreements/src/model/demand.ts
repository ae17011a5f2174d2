import type { LoanScope } from './loan-request.ts';

/** Requests for interlibrary loan are counted over so many months, up to the day that is asked about. */
export const DEMAND_MONTHS = 12;

export type ByScope = Readonly<Record<LoanScope, number>>;

/** What demand says of a title: the requests of the last twelve months, of whoever. */
export interface Demand {
  readonly filled: ByScope;
  readonly unfilled: ByScope;
}

const NONE: ByScope = { organisation: 0, province: 0, national: 0 };
export const NO_DEMAND: Demand = { filled: NONE, unfilled: NONE };

/** From where on demand counts; the network agrees on these numbers, and the plan owner sets them. */
export interface DemandRule {
  /** So many unmet requests are a reason to buy. Two national ones cost about what a book costs. */
  readonly buyAt: number;
  /** So many unmet requests are a reason to offer copies before they go. */
  readonly offerAt: number;
  /** So many filled requests a year one copy can bear: it is away for about a month each time. */
  readonly perCopy: number;
}

/** Requests that nobody in the province or in the country filled: what one's own branches lack, others can lend. */
export function unmet({ unfilled }: Demand): number {
  return unfilled.province + unfilled.national;
}

export function filled({ filled: requests }: Demand): number {
  return requests.organisation + requests.province + requests.national;
}

/** Whether more was asked for and lent than so many copies can bear. */
export function isMoreThanBearable(demand: Demand, copies: number, { perCopy }: DemandRule): boolean {
  return filled(demand) > perCopy * copies;
}
