import type { LoanRequestCount, LoanRequestsQuestion } from '#libs/contracts';
import { day, isil } from '#libs/kernel';
import { Answers, askOf } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { requestsElsewhere } from '../queries/requests-elsewhere.ts';

/** Tells other services what was asked of other organisations, for the yearly report. */
@Controller()
export class OnLoanRequestsAsked {
  constructor(private readonly em: EntityManager) {}

  @Answers(askOf('agreements', 'loan-requests'))
  async answer(@Payload() { from, to, participant }: LoanRequestsQuestion): Promise<LoanRequestCount[]> {
    const whose = participant === undefined ? null : isil(participant);
    return await requestsElsewhere(this.em.fork(), { from: day(from), to: day(to), participant: whose });
  }
}
