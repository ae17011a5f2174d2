import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { copyLine, type CopyRow } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { from as copyFrom } from 'pg-copy-streams';
import { connectionOf } from './connection.ts';

/** Rows are joined into pieces of about this many characters, so that the socket is written seldom and never flooded. */
const PIECE = 65_536;

/**
 * COPY of rows into a table on the transaction's own connection: what the transaction does not commit was never there.
 * Arrays are given as PostgreSQL array literals. Gives the number of rows.
 */
export async function copyInto(
  em: EntityManager,
  table: string,
  columns: readonly string[],
  rows: Iterable<CopyRow> | AsyncIterable<CopyRow>,
): Promise<number> {
  return copyText(em, table, columns, pieces(rows));
}

/** COPY of rows that are text already: pieces of any length, made of `copyLine`. Gives the number of rows. */
export async function copyText(
  em: EntityManager,
  table: string,
  columns: readonly string[],
  text: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<number> {
  const connection = await connectionOf(em);
  const target = connection.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(text), target);
  return target.rowCount;
}

async function* pieces(rows: Iterable<CopyRow> | AsyncIterable<CopyRow>): AsyncGenerator<string> {
  let piece = '';
  for await (const row of rows) {
    piece += copyLine(row);
    if (piece.length >= PIECE) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
