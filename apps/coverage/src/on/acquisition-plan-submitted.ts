import { AcquisitionPlanSubmittedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { takeSubmitted } from '../store/acquisition-plans.ts';
import { Judge } from '../store/judge.ts';

/** What a submitted plan names is planned from now on; its submitter hears what that means. */
@Controller()
export class OnAcquisitionPlanSubmitted {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
  ) {}

  @Hears(AcquisitionPlanSubmittedV1)
  async react(@Payload() deliveries: Delivery<AcquisitionPlanSubmittedV1>[]): Promise<void> {
    const { plans, keys } = await takeSubmitted(
      this.em,
      deliveries.map(({ id, data }) => ({ event: id, data })),
    );
    if (plans.length === 0) return;
    await this.judge.judge({ profiles: [], keys, submitted: plans, events: deliveries.map(({ id }) => id) });
  }
}
