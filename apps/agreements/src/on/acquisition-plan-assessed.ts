import { AcquisitionPlanAssessedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { keepAssessment } from '../store/told-by-coverage.ts';

/** What coverage thinks of a submitted plan is shown with it. */
@Controller()
export class OnAcquisitionPlanAssessed {
  constructor(private readonly em: EntityManager) {}

  @Hears(AcquisitionPlanAssessedV1)
  async react(@Payload() deliveries: Delivery<AcquisitionPlanAssessedV1>[]): Promise<void> {
    for (const { data, sequence } of deliveries) await keepAssessment(this.em, data, sequence);
  }
}
