import { randomUUID } from 'node:crypto';
import { Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '../background-work.ts';
import { Spool } from '../importing/spool.ts';
import { ImportWorker } from '../importing/worker.ts';
import { Harvests } from '../store/harvests.ts';
import { handOver } from './delivering.ts';
import { begin, fetchPage } from './fetching.ts';
import { Trouble } from './oai/ask.ts';
import { Repository, TokenExpired } from './oai/repository.ts';
import { HARVESTING, type Harvesting } from './options.ts';
import { claimHarvest, HarvestLost, type HarvestWork, restart, updateHarvest } from './work.ts';

/** A list whose place is lost is begun anew so many times. */
const RESTARTS = 5;
/** Seconds to wait at most, whatever a repository asks for. */
const LONGEST = 6 * 3600;

/**
 * Fetches what is due from the repositories and hands it to the runs. It can be broken off anywhere: each page is kept
 * with the place where the list goes on, and whoever comes next goes on there.
 */
@Injectable()
export class Harvester extends BackgroundWork {
  private readonly stopping = new AbortController();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly spool: Spool,
    private readonly harvests: Harvests,
    private readonly worker: ImportWorker,
    @Inject(HARVESTING) private readonly options: Harvesting,
  ) {
    super('harvests', options.pollEvery);
  }

  override async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await super.onModuleDestroy();
  }

  protected override async step(): Promise<number> {
    return (await this.next()) ? 0 : this.options.pollEvery;
  }

  /** Works a while on the next harvest, if there is one for us. Says whether there was. */
  async next(): Promise<boolean> {
    await this.harvests.beginDue();
    const { leaseSeconds: seconds } = this.options;
    const work = await claimHarvest(this.em.fork(), randomUUID(), { now: this.clock.now(), seconds });
    if (work === undefined) return false;
    // A harvest that is taken from us ends what is under way.
    const lost = new AbortController();
    const heartbeat = setInterval(() => {
      updateHarvest(this.em.fork(), work, `held_until = clock_timestamp() + make_interval(secs => ?)`, [seconds]).catch(
        (error: unknown) => error instanceof HarvestLost && lost.abort(error),
      );
    }, seconds * 250);
    try {
      await this.carryOut(work, AbortSignal.any([this.stopping.signal, lost.signal]));
    } catch (error) {
      await this.giveBack(work, error);
    } finally {
      clearInterval(heartbeat);
    }
    return true;
  }

  private async carryOut(work: HarvestWork, signal: AbortSignal): Promise<void> {
    const em = this.em.fork();
    const repository = new Repository(work.url, this.options, signal);
    // After the last page there is no place left to go on: all was fetched.
    const fetched = work.mode !== null && work.pages > 0 && work.token === null;
    if (!fetched) {
      const until = performance.now() + this.options.turn;
      const begun = work.mode === null ? await begin(em, work, repository) : work;
      let token = await fetchPage(em, work, repository, begun);
      while (token !== null && performance.now() < until) {
        token = await fetchPage(em, work, repository, { from: begun.from, token });
      }
      // Others have their turn; what was fetched is handed over in the next one, as it is after a kill.
      await updateHarvest(em, work, `holder = null, held_until = null, next_try_at = ?`, [this.clock.now()]);
      return;
    }
    if (await handOver(this.em, this.spool, work, this.clock.now())) this.worker.wake();
  }

  private async giveBack(work: HarvestWork, error: unknown): Promise<void> {
    if (error instanceof HarvestLost) return;
    const em = this.em.fork();
    if (error instanceof TokenExpired) {
      if (work.restarts >= RESTARTS) {
        const text = `The repository lost the place in its list ${RESTARTS + 1} times; tell its administrator`;
        await this.fail(work, 'harvest.token', text);
      } else await em.transactional((tx) => restart(tx, work, `, holder = null, held_until = null`));
      return;
    }
    if (error instanceof Refusal) {
      await this.fail(work, error.code, error.message);
      return;
    }
    if (this.stopping.signal.aborted) {
      await updateHarvest(em, work, `holder = null, held_until = null`);
      return;
    }
    if (!(error instanceof Trouble)) {
      await updateHarvest(em, work, `held_until = clock_timestamp() + interval '5 seconds'`);
      throw error;
    }
    const { attempts } = (await this.attemptsOf(work)) ?? work;
    if (attempts + 1 >= this.options.attempts) {
      await this.fail(work, error.code, `${error.message}. It was asked ${attempts + 1} times`);
      return;
    }
    const pause = Math.max(this.options.backoff * 2 ** attempts, Math.min(error.retryAfter ?? 0, LONGEST) * 1000);
    await updateHarvest(em, work, `attempts = ?, trouble = ?, next_try_at = ?, holder = null, held_until = null`, [
      attempts + 1,
      error.message,
      new Date(this.clock.now().getTime() + pause),
    ]);
  }

  /** Pages that came through since the harvest was taken up have set it back. */
  private async attemptsOf({ number }: HarvestWork): Promise<{ attempts: number } | undefined> {
    const [row] = await this.em
      .fork()
      .execute<{ attempts: number }[]>(`select attempts from harvest where number = ?`, [number]);
    return row;
  }

  private async fail(work: HarvestWork, code: string, reason: string): Promise<void> {
    await this.em.fork().transactional(async (tx) => {
      await updateHarvest(
        tx,
        work,
        `state = 'failed', finished_at = ?, failure = ?, reason = ?, token = null, trouble = null, holder = null, held_until = null`,
        [this.clock.now(), code, reason],
      );
      await tx.execute(`delete from fetched_record where harvest = ?`, [work.number]);
    });
    if (work.run !== null) await this.spool.drop(work.run);
  }
}
