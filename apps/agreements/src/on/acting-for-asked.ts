import type { ActingForQuestion } from '#libs/contracts';
import { isil, type Isil } from '#libs/kernel';
import { Answers, askOf } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { actingFor } from '../queries/acting-for.ts';

/** Tells other services for whom a participant acts, so that they let it do there what it may do here. */
@Controller()
export class OnActingForAsked {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  @Answers(askOf('agreements', 'acting-for'))
  async answer(@Payload() { participant }: ActingForQuestion): Promise<Isil[]> {
    const rows = await actingFor(this.em.fork(), isil(participant), this.clock.today());
    return rows.map((row) => row.participant);
  }
}
