import type { SnapshotHolding, SnapshotTitle } from '#libs/contracts';
import { type BootstrapFrom, Bootstraps, SnapshotPages } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { stageHoldings } from '../store/heard-holdings.ts';
import { stageTitles } from '../store/heard-titles.ts';
import { clearSnapshot, LOCK_HEARD, replaceHeard } from '../store/replace-heard.ts';

/**
 * Takes over everything that holdings has. It is laid ready page by page and takes the place of what was there in one
 * transaction, so that nobody decides on less than one of both.
 */
@Controller()
export class OnHoldingsSnapshot {
  constructor(
    private readonly em: EntityManager,
    private readonly pages: SnapshotPages,
  ) {}

  @Bootstraps('holdings')
  async take(@Payload() _from: BootstrapFrom): Promise<void> {
    const em = this.em.fork();
    await clearSnapshot(em);
    for await (const page of this.pages.of<SnapshotTitle>('holdings', 'titles')) {
      await em.transactional((tx) => stageTitles(tx, page));
    }
    for await (const page of this.pages.of<SnapshotHolding>('holdings', 'holdings')) {
      await em.transactional((tx) => stageHoldings(tx, page));
    }
    await em.transactional(async (tx) => {
      await tx.execute(LOCK_HEARD);
      await replaceHeard(tx);
    });
  }
}
