import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { IMPORTING, type Importing } from '../importing/options.ts';
import { writeEntries } from './write-entries.ts';

/** Titles whose entries are written in one transaction. */
const BATCH = 1_000;
/** While a run is carried out, so many times as long as a batch took is rested after it. */
const RESTS = 9;

/** Keeps the search entries up with the titles, as long as the service lives; runs go before it. */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('search');
  private readonly ending = new AbortController();
  private working: Promise<void> | undefined;

  constructor(
    private readonly em: EntityManager,
    @Inject(IMPORTING) private readonly options: Pick<Importing, 'pollEvery'>,
  ) {}

  onApplicationBootstrap(): void {
    this.working = this.work();
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    while (!this.ending.signal.aborted) {
      let pause = this.options.pollEvery;
      try {
        pause = await this.writeSome();
      } catch (error) {
        this.logger.error(error);
      }
      if (pause > 0) await this.rest(pause);
    }
  }

  /** Writes a batch; gives the milliseconds to rest after it. */
  private async writeSome(): Promise<number> {
    const began = performance.now();
    const written = await writeEntries(this.em, BATCH);
    if (written === 0) return this.options.pollEvery;
    if (written < BATCH) await this.tidyUp();
    const took = performance.now() - began;
    return (await this.isRunUnderWay()) ? took * RESTS : 0;
  }

  /** What was written lately waits in a list that every search reads through; with nothing more to do it is worked in. */
  private async tidyUp(): Promise<void> {
    await this.em.fork().execute(`select gin_clean_pending_list('search_entry_words')`);
  }

  private async isRunUnderWay(): Promise<boolean> {
    const [row] = await this.em
      .fork()
      .execute<{ underWay: boolean }[]>(
        `select exists (select from run where finished_at is null and state in ('reading', 'applying')) as "underWay"`,
      );
    return row?.underWay === true;
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
