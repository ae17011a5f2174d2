import { connectionOf } from '#libs/platform';
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
 * Runs statements without parameters in one trip to the server, in the transaction that is going on or else in one of
 * their own; each sees what was committed before it began. Gives the rows of each.
 */
export async function inOneTrip(
  em: EntityManager,
  statements: readonly string[],
): Promise<Record<string, unknown>[][]> {
  const connection = em.isInTransaction()
    ? await connectionOf(em)
    : await em.getDriver().getConnection().getNativeClient();
  type Answer = { rows: Record<string, unknown>[] };
  const answers = (await connection.query(statements.join(';\n'))) as unknown as Answer | Answer[];
  return [answers].flat().map(({ rows }) => rows);
}
