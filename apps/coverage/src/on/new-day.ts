import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { FollowUps } from '../store/follow-ups.ts';
import { EVERYTHING, Judge } from '../store/judge.ts';
import { LOCK_PROJECTION } from '../store/projection.ts';

const EVERY = 30_000;

/**
 * A new day may begin or end agreements and plans, so that everything is judged again, by one instance; and it may be the
 * one after the last of a waiver.
 */
@Injectable()
export class OnNewDay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('new day');
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
    private readonly followUps: FollowUps,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking = this.look().catch((error: unknown) => this.logger.error(error));
    }, EVERY);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
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
