import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Logger } from '@nestjs/common';
import { inOneTrip } from './sql.ts';
import { pause } from './wake.ts';

/**
 * Lets one of several instances do a work. Time is the database's alone. An instance that falls silent is followed by
 * another within the lease; what it still writes then must be refused by other means: a row lock, or `held`.
 */
export class Lease {
  readonly holder = randomUUID();
  private readonly logger = new Logger('lease');

  constructor(
    private readonly em: EntityManager,
    private readonly name: string,
    private readonly seconds: number,
  ) {}

  /** Until `stop`: waits for the lease, works as long as it is held, and gives it back. The work ends when aborted. */
  async during(stop: AbortSignal, work: (held: AbortSignal) => Promise<void>): Promise<void> {
    while (!stop.aborted) {
      if ((await this.take('on')) === true) {
        await this.hold(stop, work);
      } else {
        await pause(await this.untilFree(), stop);
      }
    }
    await this.giveBack();
  }

  private get beat(): number {
    return (this.seconds * 1000) / 5;
  }

  private async hold(stop: AbortSignal, work: (held: AbortSignal) => Promise<void>): Promise<void> {
    const lost = new AbortController();
    const held = AbortSignal.any([stop, lost.signal]);
    const done = new AbortController();
    const renewing = this.renew(AbortSignal.any([held, done.signal]), lost);
    try {
      await work(held);
    } catch (error) {
      this.logger.error(error, `The work of ${this.name} stopped and will be taken up again`);
      await pause(this.beat, stop);
    } finally {
      done.abort();
      await renewing;
    }
  }

  private async renew(during: AbortSignal, lost: AbortController): Promise<void> {
    let renewed = performance.now();
    while (!during.aborted) {
      await pause(this.beat, during);
      if (during.aborted) return;
      // A renewal that a crash of the database undoes only ends the lease sooner.
      const took = await this.take('off');
      if (took === true) renewed = performance.now();
      else if (took === false || performance.now() - renewed > this.seconds * 1000 - this.beat) lost.abort();
    }
  }

  /** Takes or renews; false when another holds it, undefined while the database does not answer. */
  private async take(synchronous: 'on' | 'off'): Promise<boolean | undefined> {
    try {
      const [, rows] = await inOneTrip(this.em, [
        `set local synchronous_commit = ${synchronous}`,
        `insert into lease (name, holder, until)
         values ('${this.name}', '${this.holder}', clock_timestamp() + make_interval(secs => ${this.seconds}))
         on conflict (name) do update
            set holder = excluded.holder, until = excluded.until,
                term = lease.term + (lease.holder <> excluded.holder)::int
          where lease.holder = excluded.holder or lease.until < clock_timestamp()
         returning term`,
      ]);
      return rows?.length === 1;
    } catch {
      return undefined;
    }
  }

  /** Milliseconds until the lease of another ends, if it is not renewed; never longer than a beat. */
  private async untilFree(): Promise<number> {
    try {
      const [row] = await this.em
        .fork()
        .execute<{ left: number }[]>(
          `select extract(epoch from until - clock_timestamp())::float8 * 1000 as left from lease where name = ?`,
          [this.name],
        );
      return Math.min(Math.max(row?.left ?? 0, 10), this.beat);
    } catch {
      return this.beat;
    }
  }

  private async giveBack(): Promise<void> {
    await this.em
      .fork()
      .execute(`update lease set until = '-infinity' where name = ? and holder = ?`, [this.name, this.holder])
      .catch(() => undefined);
  }
}
