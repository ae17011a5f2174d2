import { RunStartedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { beginRuns } from '../store/runs.ts';

/** From here on what the run changes waits, so that no figure and no flag is of half a run. */
@Controller()
export class OnRunStarted {
  constructor(private readonly em: EntityManager) {}

  @Hears(RunStartedV1)
  async react(@Payload() deliveries: Delivery<RunStartedV1>[]): Promise<void> {
    await beginRuns(
      this.em,
      deliveries.map(({ data }) => data),
    );
  }
}
