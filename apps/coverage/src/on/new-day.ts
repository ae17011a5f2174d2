import { Clock, Recurring } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { FollowUps } from '../store/follow-ups.ts';
import { EVERYTHING, Judge } from '../store/judge.ts';
import { LOCK_PROJECTION } from '../store/projection.ts';

/**
 * A new day may begin or end agreements and plans, so that everything is judged again, by one instance; and it may be the
 * one after the last of a waiver.
 */
@Injectable()
export class OnNewDay extends Recurring {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
    private readonly followUps: FollowUps,
    private readonly clock: Clock,
  ) {
    super();
  }

  async look(): Promise<void> {
    const em = this.em.fork();
    await em.transactional(() => this.followUps.expire());
    if (!(await this.isDue(em))) return;
    await em.transactional(async (tx) => {
      await tx.execute(LOCK_PROJECTION);
      if (await this.isDue(tx)) await this.judge.judge(EVERYTHING);
    });
  }

  private async isDue(em: EntityManager): Promise<boolean> {
    const due = await em.execute(
      `select from projection where plan is not null and assessed_on is distinct from ?::date`,
      [this.clock.today()],
    );
    return due.length > 0;
  }
}
