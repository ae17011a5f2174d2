import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '../background-work.ts';
import { IMPORTING, type Importing } from '../importing/options.ts';
import { isRunUnderWay } from '../queries/runs.ts';
import { writeEntries } from './write-entries.ts';

/** Titles whose entries are written in one transaction. */
const BATCH = 1_000;
/** While a run is carried out, so many times as long as a batch took is rested after it. */
const RESTS = 9;

/** Keeps the search entries up with the titles; runs go before it. */
@Injectable()
export class SearchIndexer extends BackgroundWork {
  constructor(
    private readonly em: EntityManager,
    @Inject(IMPORTING) private readonly options: Pick<Importing, 'pollEvery'>,
  ) {
    super('search', options.pollEvery);
  }

  protected override async step(): Promise<number> {
    const began = performance.now();
    const written = await writeEntries(this.em, BATCH);
    if (written === 0) return this.options.pollEvery;
    if (written < BATCH) await this.tidyUp();
    const took = performance.now() - began;
    return (await isRunUnderWay(this.em.fork())) ? took * RESTS : 0;
  }

  /** What was written lately waits in a list that every search reads through; with nothing more to do it is worked in. */
  private async tidyUp(): Promise<void> {
    await this.em.fork().execute(`select gin_clean_pending_list('search_entry_words')`);
  }
}
