import type { EntityManager } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { connectionOf } from './connection.ts';

type Results<Work extends readonly unknown[]> = { -readonly [Place in keyof Work]: Awaited<Work[Place]> };

/**
 * Does what does not need each other's results in one go: prepared statements that are begun in here are sent at once, and
 * the server runs them in that order, so that there is one trip to it and not one for each. No COPY among them. When any
 * fails, the transaction has, and the first failure is thrown after all have ended.
 */
export async function together<const Work extends readonly Promise<unknown>[]>(
  em: EntityManager,
  begin: () => Work,
): Promise<Results<Work>> {
  const connection = (await connectionOf(em)) as PoolClient & { pipeline: boolean };
  connection.pipeline = true;
  try {
    const results = await Promise.allSettled(begin());
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Results<Work>;
  } finally {
    // Not for good: COPY runs on this connection as well, and cannot share it.
    connection.pipeline = false;
  }
}
