import { Refusal } from '#libs/kernel';
import { type CopyRow, copyInto, failpoint } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Delivery } from '../reading/delivery.ts';
import { type Found, ORIGINAL_LIMIT } from '../reading/found.ts';
import type { SourceMapping } from '../reading/mapping.ts';
import { update, type Work } from './lease.ts';
import type { Spool } from './spool.ts';
import { STAGED_COLUMNS, STAGED_TABLE, stagedRow } from './staged-row.ts';

/** Rows in one COPY. Each is a transaction of its own: a long one would hold up every reader of the outbox. */
const BATCH = 10_000;
const WARNINGS = 10_000;

const REJECT_COLUMNS = [
  'run',
  'number',
  'severity',
  'place',
  'line',
  'local_id',
  'code',
  'message',
  'hint',
  'original',
];

export interface Staged {
  readonly format: string;
  readonly records: number;
  readonly rejected: number;
}

export function stagingTable({ number }: Pick<Work, 'number'>): string {
  return `staged_${number}`;
}

export function differenceTable({ number }: Pick<Work, 'number'>): string {
  return `difference_${number}`;
}

/** Reads the file into a table of its own that nobody else looks at. Begins anew whatever an earlier attempt left. */
export async function stage(
  em: EntityManager,
  spool: Spool,
  work: Work,
  progress: (read: { bytesRead: number; records: number; rejected: number; format: string }) => void,
): Promise<Staged> {
  if (!(await spool.has(work.id))) {
    throw new Refusal('run.file-gone', 'The uploaded file is no longer in the spool folder; deliver it again');
  }
  const delivery = await Delivery.open(
    spool.pathOf(work.id),
    (work.mapping as SourceMapping | null | undefined) ?? undefined,
  );
  const { format } = delivery;
  const table = stagingTable(work);
  await beginAnew(em, table, work);
  let rows: CopyRow[] = [];
  let remarks: CopyRow[] = [];
  let records = 0;
  let rejected = 0;
  let warnings = 0;
  // Progress is told in bytes of the upload, whatever it was packed in.
  const share = work.bytes / Math.max(1, delivery.bytes);
  let bytesRead = 0;
  let first = true;
  let pending: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await pending;
    const [some, remarked, state] = [rows, remarks, { bytesRead: Math.round(bytesRead), records, rejected, format }];
    rows = [];
    remarks = [];
    pending = em.fork().transactional(async (tx) => {
      await copyInto(tx, table, STAGED_COLUMNS, some);
      if (remarked.length > 0) await copyInto(tx, 'reject', REJECT_COLUMNS, remarked);
      if (first) await keepHeader(tx, work, delivery.header);
      first = false;
      await update(tx, work.id, work.holder, `bytes_read = ?, records = ?, rejected = ?, format = ?`, [
        state.bytesRead,
        state.records,
        state.rejected,
        format,
      ]);
    });
    // Whoever awaits it next hears of a failure; until then it is no unhandled one.
    pending.catch(() => {});
    progress(state);
    failpoint('holdings.while-staging');
  };
  for await (const batch of delivery.read()) {
    for (const found of batch) {
      records++;
      bytesRead = share * (found.place.offset + found.place.length);
      if (found.rejection !== undefined) {
        rejected++;
        remarks.push(await rejectRow(work.id, found, delivery));
      } else {
        rows.push(stagedRow(found.place, found.record, work.isil, work.sourceName));
        for (const warning of found.record.warnings.slice(0, 1)) {
          if (warnings++ < WARNINGS) remarks.push(warningRow(work.id, found.place, found.record.localId, warning));
        }
      }
      if (rows.length >= BATCH || remarks.length >= BATCH) await flush();
    }
  }
  bytesRead = work.bytes;
  await flush();
  await pending;
  const twice = await rejectRepeated(em, delivery, work);
  await em.execute(`create index on ${table} (ordinal)`);
  await em.execute(`analyze ${table}`);
  return { format, records, rejected: rejected + twice };
}

async function beginAnew(em: EntityManager, table: string, work: Work): Promise<void> {
  await em.fork().transactional(async (tx) => {
    await tx.execute(`drop table if exists ${table}, ${differenceTable(work)}`);
    await tx.execute(`create unlogged table ${table} (${STAGED_TABLE}) with (autovacuum_enabled = off)`);
    // Row 0 tells a staged file from what a crash of the database leaves of an unlogged table: nothing.
    await tx.execute(
      `insert into ${table} (ordinal, place, length, copies, extant, on_order, fullness, record_key, digest, local_id, keys, description)
       values (0, 0, 0, 0, 0, 0, 0, 0, 0, '', '{}', '')`,
    );
    await tx.execute(`delete from reject where run = ?`, [work.id]);
  });
}

/** The line with the column names belongs to every part of a list, also to that of its rejected lines. */
async function keepHeader(em: EntityManager, { id, holder }: Work, header: Buffer | null): Promise<void> {
  if (header !== null) await update(em, id, holder, `header = ?`, [header]);
}

/** The second record with one number in one file is not taken, nor quietly put over the first. */
async function rejectRepeated(em: EntityManager, delivery: Delivery, work: Work): Promise<number> {
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
  await em.fork().transactional(async (tx) => {
    for (let i = 0; i < repeated.length; i += BATCH) {
      const rows: CopyRow[] = [];
      for (const { ordinal, place, length, localId, first } of repeated.slice(i, i + BATCH)) {
        const found = {
          place: { number: ordinal, offset: Number(place), length },
          rejection: {
            code: 'record.repeated',
            message: `Record ${ordinal} has the number ${localId}, which record ${first} of this file has already`,
            hint: 'Give each record a number of its own, or leave one of the two out; the first was taken.',
            localId,
          },
        };
        rows.push(await rejectRow(work.id, found, delivery));
      }
      await copyInto(tx, 'reject', REJECT_COLUMNS, rows);
    }
    await tx.execute(
      `delete from ${table} s using (select record_key, min(ordinal) as first from ${table} group by record_key having count(*) > 1) r
        where s.record_key = r.record_key and s.ordinal <> r.first`,
    );
    await update(tx, work.id, work.holder, `rejected = rejected + ?`, [repeated.length]);
  });
  return repeated.length;
}

async function rejectRow(run: string, { place, rejection }: Found, delivery: Delivery): Promise<CopyRow> {
  const original = await delivery.part(place.offset, Math.min(place.length, ORIGINAL_LIMIT));
  return [
    run,
    place.number,
    'rejected',
    place.offset,
    place.line ?? null,
    rejection?.localId ?? null,
    rejection?.code ?? '',
    rejection?.message ?? '',
    rejection?.hint ?? '',
    `\\x${original.toString('hex')}`,
  ];
}

function warningRow(run: string, place: Found['place'], localId: string, warning: string): CopyRow {
  return [
    run,
    place.number,
    'warning',
    place.offset,
    place.line ?? null,
    localId,
    'record.doubtful',
    warning,
    'The record was taken. Mend it in the library system when you can.',
    null,
  ];
}
