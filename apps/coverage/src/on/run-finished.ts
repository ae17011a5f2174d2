import { RunFinishedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { occurrenceOf } from './occurrence.ts';
import { Projection } from '../store/projection.ts';
import { forgetRegroupings } from '../store/regroupings.ts';
import { finishRun } from '../store/runs.ts';

/** The run told all it had to tell: now it counts, and is judged. */
@Controller()
export class OnRunFinished {
  constructor(
    private readonly em: EntityManager,
    private readonly projection: Projection,
  ) {}

  @Hears(RunFinishedV1)
  async react(@Payload() deliveries: Delivery<RunFinishedV1>[]): Promise<void> {
    for (const delivery of deliveries) {
      const number = await finishRun(this.em, delivery.data);
      if (number === null) continue;
      const occurrence = occurrenceOf([delivery]);
      await this.projection.merge(number, occurrence);
      await forgetRegroupings(this.em, occurrence.causes, occurrence.on);
    }
  }
}
