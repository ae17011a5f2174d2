import { PlanAdoptedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { keepCollectionPlan } from '../store/told-by-coverage.ts';

/** An adopted collection plan says which profiles there are to make plans about. */
@Controller()
export class OnPlanAdopted {
  constructor(private readonly em: EntityManager) {}

  @Hears(PlanAdoptedV1)
  async react(@Payload() deliveries: Delivery<PlanAdoptedV1>[]): Promise<void> {
    for (const { data } of deliveries) await keepCollectionPlan(this.em, data);
  }
}
