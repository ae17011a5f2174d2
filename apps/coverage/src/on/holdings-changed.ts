import { HoldingsChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { together } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { participantNumbers } from '../store/participants.ts';
import { Projection } from '../store/projection.ts';
import { occurrenceOf } from './occurrence.ts';
import { NO_RUN, openRuns } from '../store/runs.ts';
import { stageHoldings } from '../store/staging.ts';

/** Holdings of an open run wait until it is finished; others count at once. */
@Controller()
export class OnHoldingsChanged {
  constructor(
    private readonly em: EntityManager,
    private readonly projection: Projection,
  ) {}

  @Hears(HoldingsChangedV1)
  async react(@Payload() deliveries: Delivery<HoldingsChangedV1>[]): Promise<void> {
    const runs = deliveries.map(({ data }) => data.run);
    const participants = deliveries.map(({ data }) => data.participant);
    const [open, numbers] = await together(this.em, () => [
      openRuns(this.em, runs),
      participantNumbers(this.em, participants),
    ]);
    const staged = deliveries.map(({ data: { run, version, participant, holdings } }) => ({
      run: open.get(run) ?? NO_RUN,
      version,
      participant: numbers.get(participant) ?? 0,
      holdings,
    }));
    await stageHoldings(this.em, staged);
    const late = deliveries.filter(({ data }) => !open.has(data.run));
    if (late.length > 0) await this.projection.merge(NO_RUN, occurrenceOf(late));
  }
}
