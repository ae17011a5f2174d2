import { AcquisitionPlanAssessedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';

/**
 * What coverage thinks of a submitted plan is shown with it. It may think again of the same version, so that what was
 * said last counts; an assessment of an older version never takes the place of a newer one.
 */
@Controller()
export class OnAcquisitionPlanAssessed {
  constructor(private readonly em: EntityManager) {}

  @Hears(AcquisitionPlanAssessedV1)
  async react(@Payload() deliveries: Delivery<AcquisitionPlanAssessedV1>[]): Promise<void> {
    for (const { data, sequence } of deliveries) {
      await this.em.execute(
        `insert into assessment as known (plan, version, sequence, flags)
         values (?, ?, ?, ?::jsonb)
         on conflict (plan) do update
            set (version, sequence, flags) = (excluded.version, excluded.sequence, excluded.flags)
          where (excluded.version, excluded.sequence) > (known.version, known.sequence)`,
        [data.acquisitionPlan, data.version, sequence, JSON.stringify(data.flags)],
      );
    }
  }
}
