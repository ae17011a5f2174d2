import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '../background-work.ts';
import { IMPORTING, type Importing } from '../importing/options.ts';
import { isRunUnderWay } from '../queries/runs.ts';
import { measureDue } from './measure.ts';

/** Measures what a source delivered, some time after its run has ended, when no other is under way: a look at all of its records. */
@Injectable()
export class QualityMeasurer extends BackgroundWork {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    @Inject(IMPORTING) private readonly options: Pick<Importing, 'pollEvery' | 'measureAfter'>,
  ) {
    super('quality', options.pollEvery);
  }

  protected override async step(): Promise<number> {
    if (await isRunUnderWay(this.em.fork())) return this.options.pollEvery;
    const now = this.clock.now();
    const endedBefore = new Date(now.getTime() - this.options.measureAfter * 1000);
    const measured = await measureDue(this.em, { now, endedBefore });
    return measured === null ? this.options.pollEvery : 0;
  }
}
