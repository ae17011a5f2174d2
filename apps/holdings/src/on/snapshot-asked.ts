import type { SnapshotHolding, SnapshotPage, SnapshotQuestion, SnapshotTitle } from '#libs/contracts';
import { Answers, askOf } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { snapshot } from '../queries/snapshot.ts';

/** Answers who begins to hear this service, or begins anew, with the state to begin from. */
@Controller()
export class OnSnapshotAsked {
  constructor(private readonly em: EntityManager) {}

  @Answers(askOf('holdings', 'snapshot'))
  answer(@Payload() question: SnapshotQuestion): Promise<SnapshotPage<SnapshotTitle | SnapshotHolding>> {
    return snapshot(this.em.fork(), question);
  }
}
