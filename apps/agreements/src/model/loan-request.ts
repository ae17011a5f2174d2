import { type Day, type Isil, Refusal, type TitleKey } from '#libs/kernel';
import { loanRequestId } from './ids.ts';

/** How far a request went: to the organisation's own branches, to others in the province, to the whole country. */
export const LOAN_SCOPES = ['organisation', 'province', 'national'] as const;
export type LoanScope = (typeof LOAN_SCOPES)[number];

export const LOAN_OUTCOMES = ['filled', 'unfilled'] as const;
export type LoanOutcome = (typeof LOAN_OUTCOMES)[number];

/** Requests for interlibrary loan (IBL) of one participant, for a title or for something of a profile. */
export interface LoanRequest {
  readonly id: string;
  /** Whether the id is that of the requester's system: it is one request, however often it is told. */
  readonly isNamed: boolean;
  /** Whose readers asked for it. */
  readonly participant: Isil;
  readonly about: { readonly key: TitleKey } | { readonly profile: string };
  readonly on: Day;
  readonly scope: LoanScope;
  readonly outcome: LoanOutcome;
  readonly count: number;
}

/** Requests in one line at most: a number beyond this is another column. */
const MOST = 100_000;

/**
 * A request as somebody told of it, with its `number` in the requester's system where it has one. A line without a number
 * tells how many there were of that participant, subject, day, scope and outcome.
 */
export function loanRequest(told: Omit<LoanRequest, 'id' | 'isNamed'>, number: string | null, today: Day): LoanRequest {
  const { participant, about, on, scope, outcome, count } = told;
  if (on > today) {
    throw new Refusal(
      'loan-request.not-yet',
      `${on} is still to come (day); fill in the day on which it was asked for`,
    );
  }
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw new Refusal(
      'loan-request.count-malformed',
      `'${count}' is no number of requests (count); fill in a whole number from 1 to ${MOST}`,
    );
  }
  const subject = 'key' in about ? about.key : `profile ${about.profile}`;
  const id =
    number === null
      ? loanRequestId(participant, subject, on, scope, outcome)
      : loanRequestId(participant, `number ${number}`);
  return { ...told, id, isNamed: number !== null };
}
