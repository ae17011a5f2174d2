import { type SnapshotPage, SnapshotQuestion, SNAPSHOT_PARTS } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Answers, askOf } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type Part, snapshot, type SnapshotRow } from '../queries/snapshot.ts';

/** Answers who begins to hear this service, or begins anew, with the state to begin from. */
@Controller()
export class OnSnapshotAsked {
  constructor(private readonly em: EntityManager) {}

  @Answers(askOf('agreements', 'snapshot'))
  async answer(@Payload() question: SnapshotQuestion): Promise<SnapshotPage<SnapshotRow>> {
    const { part, after, limit } = question;
    if (!isPart(part)) {
      throw new Refusal('snapshot.malformed', `Ask for one of the parts ${SNAPSHOT_PARTS.agreements.join(', ')}`);
    }
    if (!Number.isInteger(limit) || limit < 1 || limit > 5000) {
      throw new Refusal('snapshot.malformed', 'Ask for 1 to 5000 rows at a time (limit)');
    }
    return snapshot(this.em.fork(), { part, limit, ...(after == null ? {} : { after }) });
  }
}

function isPart(part: string): part is Part {
  return (SNAPSHOT_PARTS.agreements as readonly string[]).includes(part);
}
