import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { EVERYTHING, Judge } from './judge.ts';
import { mergeHoldings, mergeHoldingsUncounted } from './merge-holdings.ts';
import { mergeTitles, mergeTitlesUncounted } from './merge-titles.ts';
import { keysTouchedBy } from './planned-titles.ts';
import { recount } from './recount.ts';

/** When a load is so large that counting everything again is cheaper than counting what it moved. */
@Injectable()
export class Crossover {
  /** Below so many rows never. */
  readonly rows: number = 2000;
  /** Past this share of the rows there are. */
  readonly share: number = 0.05;
}

/**
 * One writer of the projection at a time, whatever it hears from. Taken before anything is written, so that what waited
 * is also told later.
 */
export const LOCK_PROJECTION = `select pg_advisory_xact_lock(4207002)`;

/** Brings what waits into the state, the counters and the flags, all in the transaction that is going on. */
@Injectable()
export class Projection {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
    private readonly crossover: Crossover,
  ) {}

  /** Merges what waits under a run's number, and judges what it changed. */
  async merge(run: number, events: readonly string[]): Promise<void> {
    const waiting = await this.waiting(run);
    if (waiting.titles + waiting.holdings === 0) return;
    if (await this.isLarge(waiting)) {
      await this.em.execute(`set local work_mem = '256MB'`);
      await mergeTitlesUncounted(this.em, run);
      await mergeHoldingsUncounted(this.em, run);
      await this.clear(run);
      await this.em.execute('analyze title, holding, title_alias');
      await recount(this.em);
      await this.judge.judge({ ...EVERYTHING, events });
      return;
    }
    const keys = await keysTouchedBy(this.em, run);
    const profiles = new Set([
      ...(waiting.titles > 0 ? await mergeTitles(this.em, run) : []),
      ...(waiting.holdings > 0 ? await mergeHoldings(this.em, run) : []),
    ]);
    await this.clear(run);
    await this.judge.judge({ profiles: [...profiles], keys, events });
  }

  private async waiting(run: number): Promise<{ titles: number; holdings: number }> {
    const [row] = await this.em.execute<{ titles: number; holdings: number }[]>(
      `select (select count(*)::int from pending_title where run = ?) as titles,
              (select count(*)::int from pending_holding where run = ?) as holdings`,
      [run, run],
    );
    return row ?? { titles: 0, holdings: 0 };
  }

  private async isLarge({ titles, holdings }: { titles: number; holdings: number }): Promise<boolean> {
    if (titles + holdings <= this.crossover.rows) return false;
    const [row] = await this.em.execute<{ rows: number }[]>(
      `select coalesce(sum(greatest(reltuples, 0)), 0)::float8 as rows from pg_class
        where oid in ('title'::regclass, 'holding'::regclass)`,
    );
    return titles + holdings > this.crossover.share * (row?.rows ?? 0);
  }

  private async clear(run: number): Promise<void> {
    await this.em.execute('delete from pending_title where run = ?', [run]);
    await this.em.execute('delete from pending_holding where run = ?', [run]);
  }
}
