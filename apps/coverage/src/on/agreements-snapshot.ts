import type {
  SnapshotAgreement,
  SnapshotCommitment,
  SnapshotParticipant,
  SnapshotPlan,
  SnapshotWithdrawalItem,
} from '#libs/contracts';
import { type BootstrapFrom, Bootstraps, SnapshotPages } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { EVERYTHING, Judge } from '../store/judge.ts';
import { settleParticipants } from '../store/lasting-participants.ts';
import { LOCK_PROJECTION } from '../store/projection.ts';
import { recount } from '../store/recount.ts';
import { replaceAgreements } from '../store/replace-agreements.ts';

/** Takes over everything that agreements has, in one transaction in the place of what was there. */
@Controller()
export class OnAgreementsSnapshot {
  constructor(
    private readonly em: EntityManager,
    private readonly pages: SnapshotPages,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  @Bootstraps('agreements')
  async take(@Payload() _from: BootstrapFrom): Promise<void> {
    const participants = await all(this.pages.of<SnapshotParticipant>('agreements', 'participants'));
    const plans = await all(this.pages.of<SnapshotPlan>('agreements', 'plans'));
    const agreements = await all(this.pages.of<SnapshotAgreement>('agreements', 'agreements'));
    const commitments = await all(this.pages.of<SnapshotCommitment>('agreements', 'commitments'));
    const withdrawals = await all(this.pages.of<SnapshotWithdrawalItem>('agreements', 'withdrawals'));
    await this.em.fork().transactional(async (tx) => {
      await tx.execute(LOCK_PROJECTION);
      await replaceAgreements(tx, { participants, plans, agreements, commitments, withdrawals });
      const today = this.clock.today();
      await settleParticipants(tx, today);
      await recount(tx, today);
      const submitted = plans.filter(({ state }) => state === 'submitted').map(({ plan }) => plan);
      await this.judge.judge({ ...EVERYTHING, submitted });
    });
  }
}

async function all<Row>(pages: AsyncGenerator<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) for (const row of page) rows.push(row);
  return rows;
}
