import type { EntityManager } from '@mikro-orm/postgresql';

type Executor = Pick<ReturnType<EntityManager['getKysely']>, 'executeQuery'>;
type Compiled = Parameters<Executor['executeQuery']>[0];

/**
 * Runs a statement with bound parameters (`$1`), in the transaction when there is one. MikroORM writes parameters into
 * the text of the statement, which costs too much for events of megabytes.
 */
export async function bound<Row>(em: EntityManager, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const query = { sql, parameters, query: { kind: 'RawNode' }, queryId: { queryId: 'messaging' } };
  const { rows } = await em.getKysely().executeQuery(query as unknown as Compiled);
  return rows as Row[];
}

/**
 * Runs statements without parameters in one transaction and in one trip to the server; each sees what was committed
 * before it began. Gives the rows of each.
 */
export async function inOneTrip(
  em: EntityManager,
  statements: readonly string[],
): Promise<Record<string, unknown>[][]> {
  const pool = await em.getDriver().getConnection().getNativeClient();
  const results = (await pool.query(statements.join(';\n'))) as unknown as { rows: Record<string, unknown>[] }[];
  return results.map(({ rows }) => rows);
}

/** Something that is the same for a transaction and for the savepoints in it, and for no other open transaction. */
export async function connectionKey(transaction: object): Promise<object> {
  type Provider = { provideConnection(consumer: (connection: object) => Promise<object>): Promise<object> };
  const executor = (transaction as { getExecutor(): Provider }).getExecutor();
  return await executor.provideConnection(async (connection) => connection);
}
