import { queryOptions } from '@tanstack/react-query';
import { address, get, send } from './client.ts';
import { pagesOf } from './list.ts';
import { sendFileTo, type Sent } from './upload.ts';
import type { Rejection } from './rejection.ts';

/** From where on demand counts, as was agreed. */
export interface DemandRule {
  /** So many unmet requests are a reason to buy, and so many a reason to offer copies before they go. */
  readonly buyAt: number;
  readonly offerAt: number;
  /** So many filled requests a year one copy can bear. */
  readonly perCopy: number;
}

/** A file of loan requests that was taken. */
export interface LoanRequestDelivery {
  readonly number: string;
  readonly name: string | null;
  readonly asOf: string;
  readonly finishedAt: string;
  readonly made: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Days of the requests in it; none when there were none. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** What came of a file. */
export interface LoanRequestOutcome extends Rejection {
  readonly made: number;
  readonly changed: number;
  readonly unchanged: number;
}

const LOAN_REQUESTS = '/api/agreements/loan-requests';

export const loanRequestDeliveriesQuery = pagesOf<LoanRequestDelivery>(
  ['loan-requests', 'deliveries'],
  `${LOAN_REQUESTS}/deliveries`,
  {},
  20,
);

export const demandRuleQuery = queryOptions({
  queryKey: ['loan-requests', 'rule'],
  queryFn: ({ signal }) => get<DemandRule>(`${LOAN_REQUESTS}/demand-rule`, {}, signal),
});

export async function agreeOnDemand(rule: DemandRule): Promise<DemandRule> {
  return await send('PUT', `${LOAN_REQUESTS}/demand-rule`, rule);
}

/** Whose requests a file has where its lines do not say; nobody: they all do. */
export interface LoanRequestFile {
  readonly participant: string;
  readonly file: File;
}

export function sendLoanRequests(
  { participant, file }: LoanRequestFile,
  sent: Sent,
  signal: AbortSignal,
): Promise<LoanRequestOutcome> {
  return sendFileTo<LoanRequestOutcome>(address(`${LOAN_REQUESTS}/file`, { participant }), file, sent, signal);
}
