import { RunFinishedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Projection } from '../store/projection.ts';
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
    for (const { id, data } of deliveries) {
      const number = await finishRun(this.em, data);
      if (number !== null) await this.projection.merge(number, [id]);
    }
  }
}
