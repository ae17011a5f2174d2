import { randomUUID } from 'node:crypto';
import { RunFinishedV1, RunStartedV1 } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { Clock, failpoint } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { mayRemoveByMistake, needsConfirmation } from '../model/run.ts';
import { runProgress } from '../queries/run-progress.ts';
import { applyAbsence, applyRows, type Effect } from './apply/apply-chunk.ts';
import type { Chunk } from './apply/classify.ts';
import { takeApplyLock } from './apply/work-tables.ts';
import { compare, type Difference } from './difference.ts';
import { divideFile } from './dividing.ts';
import { addPart } from './parts.ts';
import { claim, LeaseLost, renew, update, type Work } from './lease.ts';
import { IMPORTING, type Importing } from './options.ts';
import { countProgress } from './import-metrics.ts';
import { ProgressTeller, type RunProgress } from './progress.ts';
import { renewRaw } from './renew-raw.ts';
import { Spool } from './spool.ts';
import { stage } from './staging.ts';
import { dropReplacedTables, dropTables, makeReplacedTable, replacedTable, stagingTable } from './tables.ts';
import { stageUndo } from './undoing.ts';

/** Times that a run may fail for no reason of its own before it is given up. */
const ATTEMPTS = 10;

/**
 * Carries a run from the upload to its end. Every step can be broken off anywhere and begun anew: staging starts over,
 * and applying compares, so that what was applied already costs nothing and is told once.
 */
@Injectable()
export class Importer {
  private stopping = false;

  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly spool: Spool,
    private readonly teller: ProgressTeller,
    @Inject(IMPORTING) private readonly options: Importing,
  ) {}

  /** Works on the next run, if there is one for us. Says whether there was. */
  async next(): Promise<boolean> {
    const work = await claim(this.em.fork(), randomUUID(), this.options.leaseSeconds);
    if (work === undefined) return false;
    const every = (this.options.leaseSeconds * 1000) / 4;
    const heartbeat = setInterval(() => {
      renew(this.em.fork(), work.id, work.holder, this.options.leaseSeconds).catch(() => {});
    }, every);
    try {
      await this.carryOut(work);
    } catch (error) {
      await this.giveBack(work, error);
    } finally {
      clearInterval(heartbeat);
      await this.tellProgress(work.id);
    }
    return true;
  }

  private async carryOut(work: Work): Promise<void> {
    if (work.attempts > ATTEMPTS) {
      throw new Refusal(
        'run.gave-up',
        `The run was tried ${ATTEMPTS} times and failed each time; the log says why. Deliver the file again`,
      );
    }
    if (work.shared) {
      await this.divide(work);
      return;
    }
    if (work.state !== 'applying' || !(await this.isStaged(work))) await this.read(work);
    const difference = await compare(this.em.fork(), work);
    if (difference.held > 0) await renewRaw(this.em, work);
    if ((mayRemoveByMistake(work.mode) || work.removesNamed) && !work.confirmed && !work.told) {
      if (needsConfirmation(difference.absent + difference.disowned, difference.held, this.options.holdAbove)) {
        await this.hold(work, difference);
        return;
      }
    }
    await this.apply(work, difference);
  }

  private async read(work: Work): Promise<void> {
    await update(this.em.fork(), work.id, work.holder, `state = 'reading', records = 0, rejected = 0, bytes_read = 0`);
    if (work.undoes !== null) {
      await stageUndo(this.em, work, work.undoes);
      failpoint('holdings.after-staging');
      return;
    }
    const known = await this.holdsSomething(work);
    const { threadAbove } = this.options;
    const staged = await stage(
      this.em,
      this.spool,
      work,
      { threadAbove, skim: known && work.mode !== 'deletions' },
      (read) => {
        this.stopIfAsked();
        this.tellReading(work, read);
      },
    );
    failpoint('holdings.after-staging');
    if (staged.records === 0 && (work.mode !== 'full' || !known)) {
      throw new Refusal('file.empty', 'There is no record in the file; look at the export and deliver it again');
    }
    if (staged.records > 0 && staged.rejected === staged.records) {
      throw nothingAccepted(staged.records);
    }
  }

  /** Divides a file that speaks for many: its runs and its own end are one step. */
  private async divide(work: Work): Promise<void> {
    await update(this.em.fork(), work.id, work.holder, `state = 'reading', records = 0, rejected = 0, bytes_read = 0`);
    const divided = await divideFile(this.em, this.spool, work, (read) => {
      this.stopIfAsked();
      this.tellReading(work, read);
    });
    failpoint('holdings.before-parts');
    const { format, header, records, rejected, parts } = divided;
    try {
      await this.em.fork().transactional(async (tx) => {
        await update(
          tx,
          work.id,
          work.holder,
          `format = ?, header = ?, records = ?, rejected = ?, applied = ?, bytes_read = bytes`,
          [format, header, records, rejected, records - rejected],
        );
        for (const part of parts) await addPart(tx, work, part, this.clock.now());
        await this.end(tx, work, parts.length === 0 ? nothingAccepted(records) : null);
      });
    } catch (error) {
      for (const { file } of parts) await this.spool.drop(file.id);
      throw error;
    }
    await this.spool.drop(work.id);
  }

  private tellReading(work: Work, read: Pick<RunProgress, 'bytesRead' | 'records' | 'rejected'>): void {
    const nothing = { applied: 0, added: 0, changed: 0, removed: 0 };
    const { id: run, isil: participant, bytes } = work;
    this.teller.tell({ ...read, ...nothing, run, participant, state: 'reading', bytes });
  }

  private async hold(work: Work, { absent, disowned, held }: Difference): Promise<void> {
    await update(
      this.em.fork(),
      work.id,
      work.holder,
      `state = 'held', held_removes = ?, held_of = ?, holder = null, held_until = null, attempts = 0`,
      [absent + disowned, held],
    );
  }

  private async apply(work: Work, difference: Difference): Promise<void> {
    const expected = difference.differs + difference.absent;
    if (expected > 0 || work.told) await this.begin(work, expected, difference);
    let after = 0;
    while (after < difference.last) {
      const chunk = this.chunk(work, difference, after);
      await this.change(work, (tx) => applyRows(tx, this.outbox, chunk), this.options.chunk);
      after = chunk.upTo;
    }
    // What is absent goes last: a record that got another number is then never gone in between.
    for (let left = difference.absent; left > 0; left -= this.options.chunk) {
      const chunk = this.chunk(work, difference);
      await this.change(work, (tx) => applyAbsence(tx, this.outbox, chunk, difference.present, this.options.chunk), 0);
    }
    failpoint('holdings.before-finish');
    await this.finish(work, expected > 0 || work.told, difference.unchanged);
  }

  private chunk(work: Work, { table, held }: Difference, after = 0): Chunk {
    const upTo = after + this.options.chunk;
    const { id: run, participant, source } = work;
    const heldBefore = work.told ? work.heldBefore : held;
    const replaced = heldBefore === null || heldBefore === 0 ? null : replacedTable(work.number);
    return { run, participant, source, table, after, upTo, first: held === 0, replaced };
  }

  private async begin(work: Work, expected: number, { unchanged, held }: Difference): Promise<void> {
    await this.em.fork().transactional(async (tx) => {
      await takeApplyLock(tx);
      await update(tx, work.id, work.holder, `state = 'applying', told = true`);
      if (work.told) return;
      await update(tx, work.id, work.holder, `unchanged = ?, held_before = ?`, [unchanged, held]);
      if (held > 0) await makeReplacedTable(tx, work);
      const { id: run, isil: participant, sourceName: source } = work;
      await this.outbox.add([RunStartedV1.of({ run, participant, source, expected })], tx);
    });
    await this.tellProgress(work.id);
  }

  /** One chunk: state, events and the run's own figures, all or nothing. */
  private async change(work: Work, apply: (tx: EntityManager) => Promise<Effect>, rows: number): Promise<Effect> {
    this.stopIfAsked();
    const effect = await this.em.fork().transactional(async (tx) => {
      await takeApplyLock(tx);
      await refuseEmptied(tx, stagingTable(work));
      const done = await apply(tx);
      await update(
        tx,
        work.id,
        work.holder,
        `added = added + ?, changed = changed + ?, removed = removed + ?, applied = least(records - rejected, applied + ?),
         attempts = 0`,
        [done.added, done.changed, done.removed, rows],
      );
      failpoint('holdings.before-commit');
      return done;
    });
    failpoint('holdings.after-commit');
    await this.tellProgress(work.id);
    return effect;
  }

  private async finish(work: Work, told: boolean, unchanged: number): Promise<void> {
    await this.em.fork().transactional(async (tx) => {
      await takeApplyLock(tx);
      await update(tx, work.id, work.holder, `applied = records - rejected`);
      if (told) {
        await dropReplacedTables(tx, work);
        await this.tellFinished(tx, work);
      } else await update(tx, work.id, work.holder, `unchanged = ?`, [unchanged]);
      await this.end(tx, work, null);
    });
    await this.spool.drop(work.id);
  }

  private async tellFinished(tx: EntityManager, work: Work): Promise<void> {
    const [run] = await tx.execute<Pick<RunFinishedV1, 'records' | 'rejected' | 'added' | 'changed' | 'removed'>[]>(
      `select records, rejected, added, changed, removed from run where id = ? and told`,
      [work.id],
    );
    if (run === undefined) return;
    const { isil: participant, sourceName: source, asOf } = work;
    await this.outbox.add([RunFinishedV1.of({ run: work.id, participant, source, asOf, ...run })], tx);
  }

  private async end(tx: EntityManager, work: Work, failed: Refusal | null): Promise<void> {
    await dropTables(tx, work);
    await update(tx, work.id, work.holder, `state = ?, finished_at = ?, reason = ?, failure = ?`, [
      failed === null ? 'done' : 'failed',
      this.clock.now(),
      failed?.message ?? null,
      failed?.code ?? null,
    ]);
  }

  /** What the file or the domain refuses ends the run; anything else is tried again, by whoever comes first. */
  private async giveBack(work: Work, error: unknown): Promise<void> {
    if (error instanceof LeaseLost) return;
    if (error instanceof Refusal) {
      await this.em.fork().transactional(async (tx) => {
        await takeApplyLock(tx);
        // Whoever heard of its beginning waits for its end.
        await this.tellFinished(tx, work);
        await this.end(tx, work, error);
      });
      await this.spool.drop(work.id);
      return;
    }
    await update(this.em.fork(), work.id, work.holder, `held_until = clock_timestamp() + interval '1 second'`).catch(
      () => {},
    );
    if (!(error instanceof Stopped)) throw error;
  }

  /** Ends what is under way at the next place where nothing is lost; another instance, or a later start, goes on. */
  stop(): void {
    this.stopping = true;
  }

  private stopIfAsked(): void {
    if (this.stopping) throw new Stopped('The service is stopping');
  }

  private async holdsSomething({ source }: Work): Promise<boolean> {
    const [row] = await this.em
      .fork()
      .execute<{ some: boolean }[]>(`select exists (select from record where source = ?) as some`, [source]);
    return row?.some === true;
  }

  private async isStaged(work: Work): Promise<boolean> {
    const [table] = await this.em
      .fork()
      .execute<{ there: boolean }[]>(`select to_regclass(?) is not null as there`, [stagingTable(work)]);
    if (table?.there !== true) return false;
    return refuseEmptied(this.em.fork(), stagingTable(work)).then(
      () => true,
      () => false,
    );
  }

  private async tellProgress(run: string): Promise<void> {
    const progress = await runProgress(this.em.fork(), run).catch(() => null);
    if (progress === null) return;
    countProgress(progress);
    this.teller.tell(progress);
  }
}

function nothingAccepted(records: number): Refusal {
  return new Refusal(
    'file.nothing-accepted',
    `None of the ${records} records could be taken; the report says why for each`,
  );
}

class Stopped extends Error {}

/** A crash of the database empties unlogged tables: then what was staged must be read again, not taken for nothing. */
async function refuseEmptied(em: EntityManager, staged: string): Promise<void> {
  const [row] = await em.execute<{ there: boolean }[]>(
    `select exists (select from ${staged} where ordinal = 0) as there`,
  );
  if (row?.there !== true) throw new Error(`The database lost ${staged}; the file will be read again`);
}
