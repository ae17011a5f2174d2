import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { from as copyFrom } from 'pg-copy-streams';
import { connectionOf } from './connection.ts';

export type CopyValue = string | number | boolean | null | undefined;
export type CopyRow = readonly CopyValue[];

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
  const connection = await connectionOf(em);
  const target = connection.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(pieces(rows)), target);
  return target.rowCount;
}

async function* pieces(rows: Iterable<CopyRow> | AsyncIterable<CopyRow>): AsyncGenerator<string> {
  let piece = '';
  for await (const row of rows) {
    piece += line(row);
    if (piece.length >= PIECE) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

function line(row: CopyRow): string {
  let text = '';
  for (let i = 0; i < row.length; i++) {
    if (i > 0) text += '\t';
    const value = row[i];
    text += value === null || value === undefined ? '\\N' : typeof value === 'string' ? escaped(value) : String(value);
  }
  return `${text}\n`;
}

const SPECIAL = /[\\\n\r\t\0]/;

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\0', '');
}
