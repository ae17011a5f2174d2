import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { failpoint } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Spool } from '../importing/spool.ts';
import { insertRun } from '../store/receive-run.ts';
import { baseOf, type HarvestWork, restart, updateHarvest } from './work.ts';

/** Records written at a time. */
const BATCH = 500;

/**
 * Hands what was fetched to a run, as a file that somebody delivered: everything that is there, or what changed with the
 * numbers of what is gone. With it goes what each identifier stands for from now on. Says whether a run has to look.
 */
export async function handOver(em: EntityManager, spool: Spool, work: HarvestWork, now: Date): Promise<boolean> {
  const run = work.run ?? randomUUID();
  // Kept before the file is: whoever goes on after a kill writes the same file again.
  await updateHarvest(em.fork(), work, `run = ?`, [run]);
  const upload = await spool.keep(Readable.from(fileOf(em, work)), run);
  failpoint('holdings.harvest-spooled');
  const outcome = await em.fork().transactional(async (tx) => {
    await tx.execute(`select from source where number = ? for update`, [work.source]);
    if (work.mode === 'delta' && ((await baseOf(tx, work))?.number !== work.base || (await isShared(tx, work)))) {
      await restart(tx, work, `, asked = 'all', holder = null, held_until = null`);
      return 'again';
    }
    await tx.execute(
      `delete from run_removal x using run r where r.id = x.run and r.source = ? and r.finished_at is not null`,
      [work.source],
    );
    const gone = await goneIn(tx, work);
    const delivers = gone.length > 0 || (await holdsOrBrings(tx, work));
    let latest: number;
    if (delivers) {
      const delivered = {
        mode: work.mode ?? 'full',
        filename: work.url.slice(0, 255),
        asOf: now.toISOString().slice(0, 10),
      };
      latest = await insertRun(tx, upload, { ...delivered, source: work.source, receivedAt: now });
      await tx.execute(`insert into run_removal (run, local_id) select ?, jsonb_array_elements_text(?::jsonb)`, [
        run,
        JSON.stringify(gone),
      ]);
    } else latest = (await baseOf(tx, work))?.latestRun ?? (await latestRun(tx, work));
    await remember(tx, work);
    await updateHarvest(
      tx,
      work,
      `state = ?, finished_at = ?, latest_run = ?, run = ?, token = null, trouble = null, holder = null, held_until = null`,
      [delivers ? 'delivered' : 'unchanged', now, latest, delivers ? run : null],
    );
    await tx.execute(`delete from fetched_record where harvest = ?`, [work.number]);
    failpoint('holdings.harvest-before-commit');
    return delivers ? 'delivered' : 'unchanged';
  });
  if (outcome !== 'delivered') await spool.drop(run);
  return outcome === 'delivered';
}

/** Without any record it is an empty file: there is only something to remove then. */
async function* fileOf(em: EntityManager, work: HarvestWork): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await em.fork().execute<{ identifier: string; content: string }[]>(
      `select identifier, content from fetched_record
        where harvest = ? and identifier > ? and content is not null order by identifier limit ${BATCH}`,
      [work.number, after],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    if (after === '') yield '<?xml version="1.0" encoding="UTF-8"?>\n<collection>\n';
    yield rows.map(({ content }) => `${content}\n`).join('');
    after = last.identifier;
  }
  if (after !== '') yield '</collection>\n';
}

/** What was fetched, and the records of the source that these identifiers stood for. */
const TOUCHED = `
  fetched as (select identifier, deleted, local_id from fetched_record where harvest = ?),
  before as (select identifier, local_id from harvested_record where source = ?),
  after as (select identifier, local_id from fetched where not deleted and local_id is not null
            union all select b.identifier, b.local_id from before b
             where not exists (select from fetched f where f.identifier = b.identifier)),
  touched as (select local_id from fetched where local_id is not null
              union select b.local_id from before b join fetched f using (identifier))`;

/** Two identifiers for one number: which of them counts only the whole list tells. */
async function isShared(tx: EntityManager, { number, source }: HarvestWork): Promise<boolean> {
  const [row] = await tx.execute<{ shared: boolean }[]>(
    `with ${TOUCHED}
     select exists (select from before where local_id in (select local_id from touched) group by local_id having count(*) > 1)
         or exists (select from after where local_id in (select local_id from touched) group by local_id having count(*) > 1)
         as shared`,
    [number, source],
  );
  return row?.shared === true;
}

/** Numbers of records that are no more, or have another number now. A whole list needs none: what is absent is gone. */
async function goneIn(tx: EntityManager, { number, source, mode }: HarvestWork): Promise<string[]> {
  if (mode !== 'delta') return [];
  const rows = await tx.execute<{ localId: string }[]>(
    `with ${TOUCHED}
     select distinct b.local_id as "localId" from before b join fetched f using (identifier)
      where not exists (select from after a where a.local_id = b.local_id)`,
    [number, source],
  );
  return rows.map(({ localId }) => localId);
}

async function holdsOrBrings(tx: EntityManager, { number, source, mode }: HarvestWork): Promise<boolean> {
  const [row] = await tx.execute<{ some: boolean }[]>(
    `select exists (select from fetched_record where harvest = ? and not deleted)
         or ? and exists (select from record where source = ?) as some`,
    [number, mode !== 'delta', source],
  );
  return row?.some === true;
}

async function latestRun(tx: EntityManager, { source }: HarvestWork): Promise<number> {
  const [row] = await tx.execute<{ latest: number }[]>(
    `select coalesce(max(number), 0) as latest from run where source = ? and state = 'done'`,
    [source],
  );
  return row?.latest ?? 0;
}

async function remember(tx: EntityManager, { number, source, mode }: HarvestWork): Promise<void> {
  await tx.execute(
    `delete from harvested_record
      where source = ? and (? or identifier in (select identifier from fetched_record where harvest = ?))`,
    [source, mode !== 'delta', number],
  );
  await tx.execute(
    `insert into harvested_record (source, identifier, local_id)
     select ?, identifier, local_id from fetched_record where harvest = ? and not deleted and local_id is not null`,
    [source, number],
  );
}
