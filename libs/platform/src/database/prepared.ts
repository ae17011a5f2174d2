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
  const name = nameOf(text);
  return async (em, ...values) => {
    const connection = await connectionOf(em);
    const { rows } = await connection.query<Row>({ name, text, values: [...values] });
    return rows;
  };
}

/** As `prepared`, but each time in a transaction of its own, on whatever connection is free. */
export function preparedAlone<Row extends object>(text: string): Prepared<Row> {
  const name = nameOf(text);
  return async (em, ...values) => {
    const pool = await em.getDriver().getConnection().getNativeClient();
    const { rows } = await pool.query<Row>({ name, text, values: [...values] });
    return rows;
  };
}

function nameOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
