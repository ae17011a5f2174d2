import type { ActingForQuestion } from '#libs/contracts';
import { type Isil, Refusal } from '#libs/kernel';
import { askOf, Questions, Unanswered } from '#libs/messaging';
import { hasRole, mayActFor, type User } from '#libs/platform';
import { Injectable } from '@nestjs/common';

/** Whether somebody acts for a participant, also for one that the own participant represents: agreements knows that. */
@Injectable()
export class Acting {
  constructor(private readonly questions: Questions) {}

  async mayActFor(user: User, participant: Isil): Promise<boolean> {
    if (mayActFor(user, participant)) return true;
    if (user.participant === undefined || !hasRole(user, 'collection-manager')) return false;
    return (await this.actingFor(user.participant)).includes(participant);
  }

  private async actingFor(participant: Isil): Promise<readonly Isil[]> {
    try {
      const question: ActingForQuestion = { participant };
      return await this.questions.ask<Isil[]>(askOf('agreements', 'acting-for'), question);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      throw new Refusal(
        'agreements.unavailable',
        `Agreements is away, so that it is not known for whom ${participant} acts; try again in a moment`,
      );
    }
  }
}
