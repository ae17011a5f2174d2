import { type SnapshotPage, SnapshotQuestion, SNAPSHOT_PARTS } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Answers, askOf } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { atOneMoment } from '../queries/at-one-moment.ts';
import { type Part, snapshot, type SnapshotRow } from '../queries/snapshot.ts';

/** Answers who begins to hear this service, or begins anew, with the state to begin from. */
@Controller()
export class OnSnapshotAsked {
  constructor(private readonly em: EntityManager) {}

  @Answers(askOf('coverage', 'snapshot'))
  async answer(@Payload() { part, after, limit }: SnapshotQuestion): Promise<SnapshotPage<SnapshotRow>> {
    if (!isPart(part)) {
      throw new Refusal('snapshot.malformed', `Ask for one of the parts ${SNAPSHOT_PARTS.coverage.join(', ')}`);
    }
    if (!Number.isInteger(limit) || limit < 1 || limit > 5000) {
      throw new Refusal('snapshot.malformed', 'Ask for 1 to 5000 rows at a time (limit)');
    }
    return await atOneMoment(this.em, (tx) => snapshot(tx, part, { after: after ?? undefined, limit }));
  }
}

function isPart(part: string): part is Part {
  return (SNAPSHOT_PARTS.coverage as readonly string[]).includes(part);
}
