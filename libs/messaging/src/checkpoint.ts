import type { Service } from '#libs/contracts';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { bound, inOneTrip } from './sql.ts';

/** How far a hearer is in what a source said; `epoch` is null until the source was first met. */
export interface Checkpoint {
  readonly epoch: string | null;
  readonly sequence: number;
  /** A snapshot is to be taken before going on. */
  readonly bootstrap: boolean;
}

interface Row {
  epoch: string | null;
  sequence: string;
  bootstrap: boolean;
}

export async function readCheckpoint(em: EntityManager, source: Service): Promise<Checkpoint> {
  await bound(em, `insert into checkpoint (source) values ($1) on conflict do nothing`, [source]);
  return checkpointOf(
    await bound<Row>(em, `select epoch, sequence::text, bootstrap from checkpoint where source = $1`, [source]),
  );
}

/**
 * The lock under which everything that the source said has its effect, once and in order; in the same trip, after what
 * the transaction opens with.
 */
export async function lockCheckpoint(
  tx: EntityManager,
  source: Service,
  opening: readonly string[] = [],
): Promise<Checkpoint> {
  const answers = await inOneTrip(tx, [
    ...opening,
    `select epoch, sequence::text, bootstrap from checkpoint where source = '${source}' for update`,
  ]);
  return checkpointOf(answers.at(-1) as unknown as Row[]);
}

const pass = prepared(`
  with settled as (delete from attempt where source = $1 and sequence <= $2)
  update checkpoint set sequence = $2, at = clock_timestamp() where source = $1`);

/** Everything up to a number had its effect; how often it was tried is of no more interest. */
export async function advance(tx: EntityManager, source: Service, sequence: number): Promise<void> {
  await pass(tx, source, sequence);
}

/** Goes on from here: a source was met for the first time, or a snapshot of it was taken. */
export async function settle(em: EntityManager, source: Service, epoch: string, sequence: number): Promise<void> {
  await em.transactional(async (tx) => {
    await bound(
      tx,
      `update checkpoint set epoch = $2, sequence = $3, bootstrap = false, at = clock_timestamp() where source = $1`,
      [source, epoch, sequence],
    );
    await bound(tx, `delete from attempt where source = $1`, [source]);
  });
}

/** Asks for a snapshot: the hearer takes one before it goes on, whichever instance that is. */
export async function requestBootstrap(em: EntityManager, source: Service): Promise<void> {
  await bound(
    em,
    `insert into checkpoint (source, bootstrap) values ($1, true) on conflict (source) do update set bootstrap = true`,
    [source],
  );
}

function checkpointOf([row]: Row[]): Checkpoint {
  if (row === undefined) return { epoch: null, sequence: 0, bootstrap: false };
  return { epoch: row.epoch, sequence: Number(row.sequence), bootstrap: row.bootstrap };
}
