import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { update, type Work } from './lease.ts';
import { makeTables, replacedTable, stagingTable } from './tables.ts';

/**
 * Stages what the source held before the run that is undone: from there on it is a run like any other. A record that was
 * not there is staged without copies, which removes it.
 */
export async function stageUndo(em: EntityManager, work: Work, undoes: number): Promise<void> {
  await em.fork().transactional(async (tx) => {
    await refuseOvertaken(tx, work, undoes);
    await makeTables(tx, work);
    const [run] = await tx.execute<{ heldBefore: number }[]>(
      `select held_before as "heldBefore" from run where number = ?`,
      [undoes],
    );
    // A run that found nothing has nothing to bring back: all records of the source came with it.
    const before =
      run?.heldBefore === 0 ? `(select record_key from record where source = ${work.source})` : replacedTable(undoes);
    const kept = run?.heldBefore === 0 ? NOTHING : KEPT;
    const { affectedRows } = await tx.execute<{ affectedRows: number }>(
      `insert into ${stagingTable(work)}
              (ordinal, place, length, record_key, copies, extant, on_order, fullness, description_key, digest, raw,
               local_id, keys, description, details)
       select row_number() over (), 0, 0, record_key, ${kept} from ${before} before`,
      [],
      'run',
    );
    await tx.execute(`create index on ${stagingTable(work)} (ordinal)`);
    await tx.execute(`analyze ${stagingTable(work)}`);
    await update(tx, work.id, work.holder, `records = ?, rejected = 0, bytes_read = bytes`, [affectedRows]);
  });
}

const KEPT = `coalesce(copies, 0), coalesce(extant, 0), coalesce(on_order, 0), coalesce(fullness, 0), description_key,
  coalesce(digest, 0), raw, coalesce(local_id, ''), coalesce(keys, '{}'), coalesce(description, ''), details`;
const NOTHING = `0, 0, 0, 0, null, 0, null, '', '{}', '', null`;

/** A file that came in between has changed the source since: to undo the run would undo that too. */
async function refuseOvertaken(em: EntityManager, { source, number }: Work, undoes: number): Promise<void> {
  const [later] = await em.execute<{ id: string }[]>(
    `select id from run where source = ? and number > ? and number < ? and told limit 1`,
    [source, undoes, number],
  );
  if (later === undefined) return;
  throw new Refusal('run.overtaken', `Run ${later.id} changed the source in the meantime; undo that one first`);
}
