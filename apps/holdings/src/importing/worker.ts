import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { Importer } from './importer.ts';
import { IMPORTING, type Importing } from './options.ts';
import { Tidying } from './tidying.ts';

/** Looks for runs to carry out, as long as the service lives. Several instances share the work. */
@Injectable()
export class ImportWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('imports');
  private stopping = false;
  private readonly idle = new Set<() => void>();
  private loops: Promise<void>[] = [];

  constructor(
    private readonly importer: Importer,
    private readonly tidying: Tidying,
    @Inject(IMPORTING) private readonly options: Importing,
  ) {}

  onApplicationBootstrap(): void {
    this.loops = Array.from({ length: this.options.parallel }, () => this.work());
  }

  /** There may be work: look now. */
  wake(): void {
    for (const resume of this.idle) resume();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.importer.stop();
    this.wake();
    await Promise.all(this.loops);
  }

  private async work(): Promise<void> {
    await this.tidying.tidy().catch((error: unknown) => this.logger.warn(error));
    while (!this.stopping) {
      let worked = false;
      try {
        worked = await this.importer.next();
      } catch (error) {
        this.logger.error(error);
      }
      if (!worked && !this.stopping) await this.rest();
    }
  }

  private async rest(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.options.pollEvery);
    this.idle.add(resolve);
    await promise;
    clearTimeout(timer);
    this.idle.delete(resolve);
  }
}
