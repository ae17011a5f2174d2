import { copyLine, type CopyRow } from '#libs/kernel';
import { Delivery, partOf } from '../../reading/delivery.ts';
import { type Found, ORIGINAL_LIMIT } from '../../reading/found.ts';
import type { SourceMapping } from '../../reading/mapping.ts';
import { stagedRow } from './staged-row.ts';

/** Rows in one piece. Each is a transaction of its own: a long one would hold up every reader of the outbox. */
const ROWS = 10_000;
/** More warnings than these of one run are only counted among its records. */
const WARNINGS = 10_000;

/** What is to be read, in words that reach another thread. */
export interface Reading {
  readonly path: string;
  readonly run: string;
  readonly participant: string;
  readonly source: string;
  readonly mapping: SourceMapping | undefined;
}

/** A part of a file as rows for COPY: whoever gets it only passes it on. */
export interface Piece {
  readonly staged: Uint8Array;
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
  const delivery = await Delivery.open(reading.path, reading.mapping);
  const { format, header, path, bytes } = delivery;
  let [staged, remarks] = ['', ''];
  let [rows, remarked, warnings, records, rejected, read] = [0, 0, 0, 0, 0, 0];
  const piece = (share: number): Piece => {
    const made = { staged: encoded(staged), remarks: encoded(remarks), format, header, path, share, records, rejected };
    [staged, remarks, rows, remarked] = ['', '', 0, 0];
    return made;
  };
  for await (const batch of delivery.read()) {
    for (const found of batch) {
      records++;
      read = found.place.offset + found.place.length;
      if (found.rejection !== undefined) {
        rejected++;
        remarked++;
        remarks += copyLine(await rejectRow(reading.run, found, path));
      } else {
        rows++;
        staged += copyLine(stagedRow(found.place, found.record, reading.participant, reading.source));
        const [warning] = found.record.warnings;
        if (warning !== undefined && warnings++ < WARNINGS) {
          remarked++;
          remarks += copyLine(warningRow(reading.run, found.place, found.record.localId, warning));
        }
      }
      if (rows >= ROWS || remarked >= ROWS) yield piece(read / Math.max(1, bytes));
    }
  }
  yield piece(1);
}

/** A record that was not taken, as it is kept for whoever mends it. */
export async function rejectRow(run: string, { place, rejection }: Found, path: string): Promise<CopyRow> {
  const original = await partOf(path, place.offset, Math.min(place.length, ORIGINAL_LIMIT));
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

const UTF_8 = new TextEncoder();

function encoded(text: string): Uint8Array {
  return UTF_8.encode(text);
}
