import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Work that is done a step at a time, again and again, as long as the service lives. Nobody waits for it. */
export abstract class BackgroundWork implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger: Logger;
  private readonly ending = new AbortController();
  private working: Promise<void> | undefined;

  protected constructor(
    name: string,
    private readonly pollEvery: number,
  ) {
    this.logger = new Logger(name);
  }

  /** Does some of it; gives the milliseconds to rest after it. */
  protected abstract step(): Promise<number>;

  onApplicationBootstrap(): void {
    this.working = this.work();
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    while (!this.ending.signal.aborted) {
      let pause = this.pollEvery;
      try {
        pause = await this.step();
      } catch (error) {
        this.logger.error(error);
      }
      if (pause > 0) await this.rest(pause);
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.ending.signal.addEventListener('abort', () => resolve(), { once: true });
    if (this.ending.signal.aborted) resolve();
    await promise;
    clearTimeout(timer);
  }
}
