import { AcquisitionPlanDecidedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { takeDecided } from '../store/acquisition-plans.ts';
import { Judge } from '../store/judge.ts';

/** A plan that no longer stands plans nothing any more; one that was accepted lives on in its agreements. */
@Controller()
export class OnAcquisitionPlanDecided {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
  ) {}

  @Hears(AcquisitionPlanDecidedV1)
  async react(@Payload() deliveries: Delivery<AcquisitionPlanDecidedV1>[]): Promise<void> {
    const { keys } = await takeDecided(
      this.em,
      deliveries.map(({ id, data }) => ({ event: id, data })),
    );
    await this.judge.judge({ profiles: [], keys, events: deliveries.map(({ id }) => id) });
  }
}
