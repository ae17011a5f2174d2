import { TitlesChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { together } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { PlanInForce } from '../store/plan-in-force.ts';
import { Projection } from '../store/projection.ts';
import { occurrenceOf } from './occurrence.ts';
import { NO_RUN, openRuns } from '../store/runs.ts';
import { stageTitles } from '../store/staging.ts';

/** Titles of an open run wait until it is finished; others count at once. */
@Controller()
export class OnTitlesChanged {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: PlanInForce,
    private readonly projection: Projection,
  ) {}

  @Hears(TitlesChangedV1)
  async react(@Payload() deliveries: Delivery<TitlesChangedV1>[]): Promise<void> {
    const runs = deliveries.map(({ data }) => data.run);
    const [open, counting] = await together(this.em, () => [openRuns(this.em, runs), this.plans.counting(this.em)]);
    const staged = deliveries.map(({ data: { run, version, titles } }) => ({
      run: open.get(run) ?? NO_RUN,
      version,
      titles,
    }));
    await stageTitles(this.em, staged, counting);
    const late = deliveries.filter(({ data }) => !open.has(data.run));
    if (late.length > 0) await this.projection.merge(NO_RUN, occurrenceOf(late));
  }
}
