import { Clock } from '#libs/platform';
import { RequestContext } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Withdrawals } from '../store/withdrawals.ts';

const EVERY = 30_000;

/** When the last day of an offer has passed, what nobody took over is released. Several instances may look at once. */
@Injectable()
export class OnOffersEnded implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('offers');
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly em: EntityManager,
    private readonly withdrawals: Withdrawals,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking = this.look().catch((error: unknown) => this.logger.error(error));
    }, EVERY);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  look(): Promise<number> {
    return RequestContext.create(this.em, () => this.withdrawals.releaseDue(this.clock.today()));
  }
}
