import { PlanAdoptedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';

/** An adopted collection plan says which profiles there are to make plans about. An older version never wins. */
@Controller()
export class OnPlanAdopted {
  constructor(private readonly em: EntityManager) {}

  @Hears(PlanAdoptedV1)
  async react(@Payload() deliveries: Delivery<PlanAdoptedV1>[]): Promise<void> {
    for (const { data } of deliveries) {
      await this.em.execute(
        `insert into collection_plan as known (code, version, title, valid_from, valid_to, profiles)
         values (?, ?, ?, ?, ?, ?::jsonb)
         on conflict (code) do update
            set (version, title, valid_from, valid_to, profiles) =
                (excluded.version, excluded.title, excluded.valid_from, excluded.valid_to, excluded.profiles)
          where excluded.version > known.version`,
        [data.plan, data.version, data.title, data.from, data.to, JSON.stringify(data.profiles)],
      );
    }
  }
}
