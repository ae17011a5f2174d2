import { type FileHandle, open } from 'node:fs/promises';
import type { CopyRow } from '#libs/kernel';
import { Delivery, partOfOpen } from '../../reading/delivery.ts';
import { type Found, ORIGINAL_LIMIT, type Place, type Rejection } from '../../reading/found.ts';
import type { SourceMapping } from '../../reading/mapping.ts';
import { ownKey } from '../../model/keys.ts';
import { namedOnly } from '../../model/local-record.ts';
import { CopyRows } from './copy-rows.ts';
import { rawDigest, seedOf } from './raw-digest.ts';
import { stagedRow } from './staged-row.ts';
import { Wanted } from './wanted.ts';

/** Rows in one piece. Each is a transaction of its own: a long one would hold up every reader of the outbox. */
const ROWS = 5_000;
/** More warnings than these of one run are only counted among its records. */
const WARNINGS = 10_000;

/** What is to be read, in words that reach another thread. */
export interface Reading {
  readonly path: string;
  readonly run: string;
  readonly participant: string;
  readonly source: string;
  readonly mapping: SourceMapping | undefined;
  /** Only look what the records are called and whether they changed, where the format allows that. */
  readonly skim?: boolean;
  /** The records are to be removed: only their numbers count. */
  readonly deletions?: boolean;
  /** The bits of `Wanted`: records to read; without it all of them. */
  readonly wanted?: Uint8Array;
}

/** A part of a file as rows for COPY: whoever gets it only passes it on. */
export interface Piece {
  /** Rows of the staging table, or of that for skimmed records. */
  readonly rows: Uint8Array;
  readonly skimmed: boolean;
  readonly remarks: Uint8Array;
  readonly format: string;
  /** The line with the column names, of a list. */
  readonly header: Uint8Array | null;
  /** The file that the places of the rows are in. */
  readonly path: string;
  /** Share of the file that was read, from 0 to 1. */
  readonly share: number;
  /** Records until here, and those of them that could not be taken. */
  readonly records: number;
  readonly rejected: number;
}

/** The columns of `reject` in the order of the remarks' rows. */
export const REMARK_COLUMNS = [
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

/** Reads a file from its beginning to its end. Throws a `Refusal` of the whole. */
export async function* readPieces(reading: Reading): AsyncGenerator<Piece> {
  const only = reading.deletions === true ? ('numbers' as const) : undefined;
  const delivery = await Delivery.open(reading.path, reading.mapping, undefined, only);
  if (reading.skim === true && delivery.skims) {
    yield* skimmed(reading, delivery);
    return;
  }
  const originals = await open(delivery.path);
  try {
    yield* read(reading, delivery, originals);
  } finally {
    await originals.close();
  }
}

async function* skimmed({ participant, source, mapping }: Reading, delivery: Delivery): AsyncGenerator<Piece> {
  const { format, header, path, bytes } = delivery;
  const seed = seedOf(mapping);
  const rows = new CopyRows();
  let [count, records, done] = [0, 0, 0];
  const piece = (share: number): Piece => {
    count = 0;
    const [made, none] = [rows.take(), new Uint8Array()];
    return { rows: made, skimmed: true, remarks: none, format, header, path, share, records, rejected: 0 };
  };
  for await (const batch of delivery.skim()) {
    for (const { number, localId, content } of batch) {
      records++;
      count++;
      done += content.length;
      const known = localId !== null;
      rows.add([number, known ? ownKey(participant, source, localId) : null, known ? rawDigest(content, seed) : null]);
    }
    if (count >= ROWS) yield piece(done / Math.max(1, bytes));
  }
  yield piece(1);
}

async function* read(reading: Reading, delivery: Delivery, originals: FileHandle): AsyncGenerator<Piece> {
  const { format, header, path, bytes } = delivery;
  const seed = seedOf(reading.mapping);
  const wanted = reading.wanted === undefined ? undefined : Wanted.of(reading.wanted);
  const [staged, remarks] = [new CopyRows(), new CopyRows()];
  let [rows, remarked, warnings, records, rejected, done] = [0, 0, 0, 0, 0, 0];
  const piece = (share: number): Piece => {
    [rows, remarked] = [0, 0];
    const taken = { rows: staged.take(), remarks: remarks.take() };
    return { ...taken, skimmed: false, format, header, path, share, records, rejected };
  };
  for await (const batch of delivery.read(wanted)) {
    for (const each of batch) {
      const found = reading.deletions === true ? toBeRemoved(each) : each;
      records++;
      done = found.place.offset + found.place.length;
      if (found.rejection !== undefined) {
        rejected++;
        remarked++;
        remarks.add(await rejectRow(reading.run, found, originals));
      } else {
        rows++;
        const raw = found.content === undefined ? null : rawDigest(found.content, seed);
        staged.add(stagedRow(found.place, found.record, reading.participant, reading.source, raw));
        const [warning] = found.record.warnings;
        if (warning !== undefined && warnings++ < WARNINGS) {
          remarked++;
          remarks.add(warningRow(reading.run, found.place, found.record.localId, warning));
        }
      }
      if (rows >= ROWS || remarked >= ROWS) yield piece(done / Math.max(1, bytes));
    }
  }
  yield piece(1);
}

/** A record of which nothing is held any more; what else is wrong with it does not matter as long as it has a number. */
function toBeRemoved(found: Found): Found {
  const localId = found.record?.localId ?? found.rejection?.localId;
  return localId === undefined ? found : { place: found.place, record: namedOnly(localId) };
}

/** A record that was not taken, as it is kept for whoever mends it. */
export async function rejectRow(run: string, { place, rejection }: Found, file: FileHandle): Promise<CopyRow> {
  const original = await partOfOpen(file, place.offset, Math.min(place.length, ORIGINAL_LIMIT));
  return remarkRow(run, 'rejected', place, rejection ?? NOTHING, `\\x${original.toString('hex')}`);
}

const NOTHING: Rejection = { code: '', message: '', hint: '' };

/** What is said of a record: why it was not taken, with what it was, or what is doubtful about it. */
export function remarkRow(
  run: string,
  severity: 'rejected' | 'warning',
  { number, offset, line }: Place,
  { localId, code, message, hint }: Rejection,
  original: string | null,
): CopyRow {
  return [run, number, severity, offset, line ?? null, localId ?? null, code, message, hint, original];
}

function warningRow(run: string, place: Place, localId: string, message: string): CopyRow {
  const hint = 'The record was taken. Mend it in the library system when you can.';
  return remarkRow(run, 'warning', place, { code: 'record.doubtful', message, hint, localId }, null);
}
