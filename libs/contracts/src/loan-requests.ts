import { IsNotEmpty, IsOptional, Matches } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The question `loan-requests` (`ask.agreements.loan-requests`): how many requests for loan did participants, or one of
 * them, make elsewhere from one day to another, both included? Answered with a `LoanRequestCount` for each that made any.
 */
export class LoanRequestsQuestion {
  @Matches(DAY) readonly from!: string;
  @Matches(DAY) readonly to!: string;
  @IsOptional() @IsNotEmpty() readonly participant?: string;
}

/** Requests that a participant made at other organisations; who supplied what was asked for is not kept. */
export interface LoanRequestCount {
  readonly participant: string;
  readonly filled: number;
  readonly unfilled: number;
}
