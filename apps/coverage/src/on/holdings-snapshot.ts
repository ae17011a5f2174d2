import type { SnapshotHolding, SnapshotTitle } from '#libs/contracts';
import { type BootstrapFrom, Bootstraps, SnapshotPages } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { EVERYTHING, Judge } from '../store/judge.ts';
import { participantNumbers } from '../store/participants.ts';
import { PlanInForce } from '../store/plan-in-force.ts';
import { LOCK_PROJECTION } from '../store/projection.ts';
import { recount } from '../store/recount.ts';
import { replaceHoldings, SNAPSHOT_RUN } from '../store/replace-holdings.ts';
import { countedDay, noteDeliveries } from '../store/statistics-by-day.ts';
import { stageHoldings, stageTitles } from '../store/staging.ts';

/**
 * Takes over everything that holdings has. It is laid ready page by page and takes the place of what was there in one
 * transaction, so that readers never see less than one of both.
 */
@Controller()
export class OnHoldingsSnapshot {
  constructor(
    private readonly em: EntityManager,
    private readonly pages: SnapshotPages,
    private readonly plans: PlanInForce,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  @Bootstraps('holdings')
  async take(@Payload() _from: BootstrapFrom): Promise<void> {
    const em = this.em.fork();
    await em.execute('delete from pending_title where run = ?', [SNAPSHOT_RUN]);
    await em.execute('delete from pending_holding where run = ?', [SNAPSHOT_RUN]);
    for await (const titles of this.pages.of<SnapshotTitle>('holdings', 'titles')) await this.stageTitles(em, titles);
    for await (const holdings of this.pages.of<SnapshotHolding>('holdings', 'holdings')) {
      await this.stageHoldings(em, holdings);
    }
    await em.transactional(async (tx) => {
      await tx.execute(LOCK_PROJECTION);
      const on = await countedDay(tx, this.clock.today());
      await noteDeliveries(tx, SNAPSHOT_RUN, on);
      await replaceHoldings(tx);
      await recount(tx, on);
      await this.judge.judge(EVERYTHING);
    });
  }

  private async stageTitles(em: EntityManager, titles: readonly SnapshotTitle[]): Promise<void> {
    await em.transactional(async (tx) => {
      // Under the lock, so that a plan that is adopted meanwhile finds these titles too.
      await tx.execute(LOCK_PROJECTION);
      const staged = titles.map((title) => ({ run: SNAPSHOT_RUN, version: title.version, titles: [title] }));
      await stageTitles(tx, staged, await this.plans.counting(tx));
    });
  }

  private async stageHoldings(em: EntityManager, holdings: readonly SnapshotHolding[]): Promise<void> {
    await em.transactional(async (tx) => {
      await tx.execute(LOCK_PROJECTION);
      const numbers = await participantNumbers(tx, new Set(holdings.map(({ participant }) => participant)));
      const staged = holdings.map((holding) => ({
        run: SNAPSHOT_RUN,
        version: holding.version,
        participant: numbers.get(holding.participant) ?? 0,
        holdings: [holding],
      }));
      await stageHoldings(tx, staged);
    });
  }
}
