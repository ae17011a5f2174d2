import { randomUUID } from 'node:crypto';
import type { Day, Isil } from '#libs/kernel';
import { Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Spooled } from '../importing/spool.ts';
import { ImportWorker } from '../importing/worker.ts';
import { KEPT, OVERTAKEN } from '../queries/undoable.ts';
import { insertRun } from './receive-run.ts';
import { cancellable, confirmable, type DeliveryMode, type RunState, type Undoable, undoable } from '../model/run.ts';

export interface Delivered {
  readonly participant: Isil;
  readonly source: string;
  readonly mode: DeliveryMode;
  readonly filename: string | null;
  /** When the participant made the data, as far as known. */
  readonly asOf: Day | null;
  /** The file speaks for many. For whom the deliverer acts; `null`: for everyone. */
  readonly shared?: { readonly actsFor: readonly Isil[] | null };
}

/** Keeps import runs: made by an upload, carried out by a worker, confirmed or cancelled by a person. */
@Injectable()
export class Runs {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly worker: ImportWorker,
  ) {}

  /** Refuses a participant that agreements never told of, before anything is uploaded. */
  async expectParticipant(isil: Isil): Promise<number> {
    const [row] = await this.em.execute<{ number: number }[]>(`select number from participant where isil = ?`, [isil]);
    if (row !== undefined) return row.number;
    throw new Refusal(
      'participant.unknown',
      `No participant ${isil} is known here. Check the ISIL; a new participant is registered by an administrator first`,
    );
  }

  async receive(upload: Spooled, { participant, source, mode, filename, asOf, shared }: Delivered): Promise<void> {
    const number = await this.expectParticipant(participant);
    await this.em.transactional(async (tx) => {
      await tx.execute(`insert into source (participant, name) values (?, ?) on conflict do nothing`, [number, source]);
      const [row] = await tx.execute<{ number: number }[]>(
        `select number from source where participant = ? and name = ?`,
        [number, source],
      );
      if (row === undefined) throw new Error(`There is no source ${source}`);
      const about = {
        source: row.number,
        mode,
        filename,
        asOf: asOf ?? this.clock.today(),
        receivedAt: this.clock.now(),
        ...(shared !== undefined && { shared }),
      };
      await insertRun(tx, upload, about);
    });
    this.worker.wake();
  }

  /** The full load removes as much as it says: a person said that it is meant. */
  async confirm(id: string): Promise<void> {
    await this.change(id, confirmable, `state = 'applying', confirmed = true`);
    this.worker.wake();
  }

  async cancel(id: string): Promise<void> {
    await this.change(id, cancellable, `state = 'cancelled', finished_at = ?, holder = null`, [this.clock.now()]);
    this.worker.wake();
  }

  /** Asks for the source to be again what it was before this run. Gives the run that does so. */
  async undo(id: string): Promise<string> {
    const undo = randomUUID();
    await this.em.transactional(async (tx) => {
      await tx.execute(`select from source where number = (select source from run where id = ?) for update`, [id]);
      const [run] = await tx.execute<(Undoable & { number: number })[]>(
        `select r.number, r.state, r.told, ${KEPT} as kept, ${OVERTAKEN} as overtaken from run r where r.id = ?`,
        [id],
      );
      if (run === undefined) throw unknownRun(id);
      undoable(id, run);
      await tx.execute(
        `insert into run (id, participant, source, mode, undoes, state, sha256, bytes, as_of, received_at)
         select ?, participant, source, 'undo', number, 'received', '', 0,
                coalesce((select e.as_of from run e where e.source = r.source and e.number < r.number and e.told
                           order by e.number desc limit 1), ?), ?
           from run r where number = ?`,
        [undo, this.clock.today(), this.clock.now(), run.number],
      );
    });
    this.worker.wake();
    return undo;
  }

  private async change(
    id: string,
    allowed: (id: string, state: RunState) => void,
    assignments: string,
    parameters: readonly unknown[] = [],
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      const [run] = await tx.execute<{ state: RunState }[]>(`select state from run where id = ? for update`, [id]);
      if (run === undefined) throw unknownRun(id);
      allowed(id, run.state);
      await tx.execute(`update run set ${assignments} where id = ?`, [...parameters, id]);
    });
  }
}

export function unknownRun(id: string): Refusal {
  return new Refusal('run.unknown', `There is no import run ${id}`);
}
