import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { connectionOf } from './connection.ts';

/** Runs a statement in the current transaction, with the values of its `$1`, `$2` …; objects are not turned into JSON. */
export type Prepared<Row> = (em: EntityManager, ...values: readonly unknown[]) => Promise<Row[]>;

/**
 * A statement that runs often: the server parses and plans it once per connection, which for one of many parts costs
 * more than running it on a few rows.
 */
export function prepared<Row extends object>(text: string): Prepared<Row> {
  const name = createHash('sha1').update(text).digest('hex');
  return async (em, ...values) => {
    const connection = await connectionOf(em);
    const { rows } = await connection.query<Row>({ name, text, values: [...values] });
    return rows;
  };
}
