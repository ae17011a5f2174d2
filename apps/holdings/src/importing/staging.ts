import { open } from 'node:fs/promises';
import { type CopyRow, Refusal } from '#libs/kernel';
import { copyInto, copyText, failpoint } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SourceMapping } from '../reading/mapping.ts';
import { update, type Work } from './lease.ts';
import { readApart } from './reading/in-thread.ts';
import { type Piece, type Reading, REMARK_COLUMNS, rejectRow } from './reading/read-pieces.ts';
import type { Spool } from './spool.ts';
import { namedOnly } from '../model/local-record.ts';
import { SKIMMED_COLUMNS, STAGED_COLUMNS, stagedRow } from './reading/staged-row.ts';
import { settleSkimmed, wantedOf } from './skimming.ts';
import { makeTables, skimmedTable, stagingTable } from './tables.ts';

/** More unknown numbers than these are not told one by one. */
const WARNINGS = 10_000;
/** Repeated records looked up at a time. */
const BATCH = 10_000;
/** The place of a record that is in no file. */
const REMOVAL = -1;

export interface Staged {
  readonly format: string;
  readonly records: number;
  readonly rejected: number;
}

type Progress = (read: { bytesRead: number; records: number; rejected: number; format: string }) => void;

/**
 * Reads the file into a table of its own that nobody else looks at. Begins anew whatever an earlier attempt left. Where
 * the source delivered before, what it delivers again is skimmed first, and only what looks different is read.
 */
export async function stage(
  em: EntityManager,
  spool: Spool,
  work: Work,
  { threadAbove, skim }: { readonly threadAbove: number; readonly skim: boolean },
  progress: Progress,
): Promise<Staged> {
  if (!(await spool.has(work.id))) {
    throw new Refusal('run.file-gone', 'The uploaded file is no longer in the spool folder; deliver it again');
  }
  await em.fork().transactional(async (tx) => {
    await makeTables(tx, work);
    // A number that was told to be unknown is so no more once the run removed others: it is not told again.
    await tx.execute(`delete from reject where run = ? and not (? and code like 'record.unknown%')`, [
      work.id,
      work.told,
    ]);
  });
  const reading = readingOf(work, spool);
  let last = await storeAll(em, work, readApart({ ...reading, skim }, threadAbove), progress);
  const { records } = last;
  if (last.skimmed) {
    const wanted = await wantedOf(em, work, records);
    if (!wanted.isEmpty) {
      const pieces = readApart({ ...reading, wanted: wanted.bits }, threadAbove);
      last = await storeAll(em, work, again(pieces, records), progress);
    }
  }
  const twice = await rejectRepeated(em, last.path, work);
  await settleSkimmed(em, work);
  const removals = work.removesNamed ? await stageRemovals(em, work, records) : 0;
  if (work.mode === 'deletions' && !work.told) await warnOfUnknown(em, work);
  const table = stagingTable(work);
  await em.execute(`create index on ${table} (ordinal)`);
  await em.execute(`analyze ${table} (ordinal, record_key)`);
  return { format: last.format, records: records + removals, rejected: last.rejected + twice };
}

/** Stores one piece while the next is read. Gives the last, which has the totals. */
async function storeAll(
  em: EntityManager,
  work: Work,
  pieces: AsyncIterable<Piece>,
  progress: Progress,
): Promise<Piece> {
  let stored: Promise<void> = Promise.resolve();
  let last: Piece | undefined;
  for await (const piece of pieces) {
    await stored;
    const first = last === undefined;
    stored = em.fork().transactional((tx) => store(tx, work, piece, first));
    // Whoever awaits it next hears of a failure; until then it is no unhandled one.
    stored.catch(() => {});
    const { format, records, rejected } = piece;
    progress({ bytesRead: bytesRead(work, piece), records, rejected, format });
    failpoint('holdings.while-staging');
    last = piece;
  }
  await stored;
  if (last === undefined) throw new Error('A file that was read gives a last piece, however empty it is');
  return last;
}

/** Pieces of a file that was gone through before: all of its records were counted then. */
async function* again(pieces: AsyncIterable<Piece>, records: number): AsyncGenerator<Piece> {
  for await (const piece of pieces) yield { ...piece, records, share: 1 };
}

function readingOf(work: Work, spool: Spool): Reading {
  return {
    path: spool.pathOf(work.id),
    run: work.id,
    participant: work.isil,
    source: work.sourceName,
    mapping: (work.mapping as SourceMapping | null | undefined) ?? undefined,
    deletions: work.mode === 'deletions',
  };
}

async function store(tx: EntityManager, work: Work, piece: Piece, first: boolean): Promise<void> {
  const [table, columns] = piece.skimmed ? [skimmedTable(work), SKIMMED_COLUMNS] : [stagingTable(work), STAGED_COLUMNS];
  if (piece.rows.length > 0) await copyText(tx, table, columns, [piece.rows]);
  if (piece.remarks.length > 0) await copyText(tx, 'reject', REMARK_COLUMNS, [piece.remarks]);
  // The line with the column names belongs to every part of a list, also to that of its rejected lines.
  if (first && piece.header !== null) await update(tx, work.id, work.holder, `header = ?`, [Buffer.from(piece.header)]);
  await update(tx, work.id, work.holder, `bytes_read = ?, records = ?, rejected = ?, format = ?`, [
    bytesRead(work, piece),
    piece.records,
    piece.rejected,
    piece.format,
  ]);
}

/** Told in bytes of the upload, whatever it was packed in. */
function bytesRead({ bytes }: Work, { share }: Piece): number {
  return Math.round(bytes * share);
}

/** A number that the source does not have harms nothing, but somebody may have meant another. */
async function warnOfUnknown(em: EntityManager, work: Work): Promise<void> {
  const unknown = `${stagingTable(work)} s left join record r on r.source = ? and r.record_key = s.record_key
      where s.ordinal > 0 and r.record_key is null`;
  await em.execute(
    `insert into reject (run, number, severity, place, local_id, code, message, hint)
     select ?, s.ordinal, 'warning', s.place, s.local_id, 'record.unknown',
            'Your source does not have a record with the number ' || s.local_id,
            'Nothing was removed for it. If it was removed before, all is well; else look at the number.'
       from ${unknown} order by s.ordinal limit ?
     on conflict do nothing`,
    [work.id, work.source, WARNINGS],
  );
  await em.execute(
    `insert into reject (run, number, severity, place, code, message, hint)
     select ?, max(s.ordinal) + 1, 'warning', max(s.place), 'record.unknown-more',
            (count(*) - ?) || ' more numbers in the list are not known; ' || count(*) || ' in all',
            'Look whether the list is of this source: so many numbers are seldom all of records that went before.'
       from ${unknown} having count(*) > ?
     on conflict do nothing`,
    [work.id, WARNINGS, work.source, WARNINGS],
  );
}

/** Stages the records that go besides what the file says, without copies; what the source does not have needs no going. */
async function stageRemovals(em: EntityManager, work: Work, records: number): Promise<number> {
  const table = stagingTable(work);
  let [after, count] = ['', 0];
  for (;;) {
    const rows = await em.execute<{ localId: string }[]>(
      `select local_id as "localId" from run_removal where run = ? and local_id > ? order by local_id limit ${BATCH}`,
      [work.id, after],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    const staged = rows.map(({ localId }) => {
      const place = { number: records + ++count, offset: REMOVAL, length: 0 };
      return stagedRow(place, namedOnly(localId), work.isil, work.sourceName, null);
    });
    await em.fork().transactional((tx) => copyInto(tx, table, [...STAGED_COLUMNS], staged));
    after = last.localId;
  }
  await em.fork().transactional(async (tx) => {
    await tx.execute(
      `delete from ${table} s where s.place = ${REMOVAL}
          and (not exists (select from record r where r.source = ? and r.record_key = s.record_key)
               or exists (select from ${table} o where o.record_key = s.record_key and o.place <> ${REMOVAL}))`,
      [work.source],
    );
    await update(tx, work.id, work.holder, `records = records + ?`, [count]);
  });
  return count;
}

/** The second record with one number in one file is not taken, nor quietly put over the first. */
async function rejectRepeated(em: EntityManager, path: string, work: Work): Promise<number> {
  const table = stagingTable(work);
  const repeated = await em.execute<
    { ordinal: number; place: string; length: number; localId: string; first: number }[]
  >(
    `with repeated as (select record_key, min(ordinal) as first from ${table} group by record_key having count(*) > 1)
     select s.ordinal, s.place::text as place, s.length, s.local_id as "localId", r.first
       from ${table} s join repeated r using (record_key)
      where s.ordinal <> r.first order by s.ordinal`,
  );
  if (repeated.length === 0) return 0;
  const originals = await open(path);
  try {
    await em.fork().transactional(async (tx) => {
      for (let i = 0; i < repeated.length; i += BATCH) {
        const rows: CopyRow[] = [];
        for (const { ordinal, place, length, localId, first } of repeated.slice(i, i + BATCH)) {
          const found = {
            place: { number: ordinal, offset: Number(place), length },
            rejection: {
              code: 'record.repeated',
              message: `Record ${ordinal} has the number ${localId}, which record ${first} of this file has already`,
              hint: 'Give each record a number of its own, or leave one of the two out; the first was taken. In a list with a line for each copy, put the lines of one record together.',
              localId,
            },
          };
          rows.push(await rejectRow(work.id, found, originals));
        }
        await copyInto(tx, 'reject', REMARK_COLUMNS, rows);
      }
      await tx.execute(
        `delete from ${table} s using (select record_key, min(ordinal) as first from ${table} group by record_key having count(*) > 1) r
        where s.record_key = r.record_key and s.ordinal <> r.first`,
      );
      await update(tx, work.id, work.holder, `rejected = rejected + ?`, [repeated.length]);
    });
  } finally {
    await originals.close();
  }
  return repeated.length;
}
