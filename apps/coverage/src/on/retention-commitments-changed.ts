import { RetentionCommitmentsChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Judge } from '../store/judge.ts';
import { takeCommitments } from '../store/retention-commitments.ts';

/** Titles are promised to be kept, or no longer: the plan may ask for more who keep them. */
@Controller()
export class OnRetentionCommitmentsChanged {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
  ) {}

  @Hears(RetentionCommitmentsChangedV1)
  async react(@Payload() deliveries: Delivery<RetentionCommitmentsChangedV1>[]): Promise<void> {
    const commitments = deliveries.flatMap(({ data }) => data.commitments);
    const profiles = await takeCommitments(this.em, commitments);
    await this.judge.judge({ profiles, keys: [], events: deliveries.map(({ id }) => id) });
  }
}
