import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const EVERY = 30_000;

/**
 * What an instance looks after every half minute, from its start to its end, one look at a time. A look that fails is
 * logged, and the next one comes. Other instances look too: `look` must bear that.
 */
export abstract class Recurring implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  abstract look(): Promise<unknown>;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.lookOnce();
    }, EVERY);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async lookOnce(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.logger.error(error);
    } finally {
      this.looking = undefined;
    }
  }
}
