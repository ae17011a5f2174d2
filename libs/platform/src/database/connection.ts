import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';

const clientsOf = new WeakMap<object, Map<number, PoolClient>>();
const known = new WeakMap<object, PoolClient>();

/**
 * Keeps account of a pool's connections by their server process, so that a transaction's own can be found, and takes
 * back those that end while they are lent.
 */
export function track(pool: Pool): void {
  const clients = new Map<number, PoolClient>();
  const lent = new WeakSet<PoolClient>();
  clientsOf.set(pool, clients);
  pool.on('acquire', (client) => lent.add(client));
  pool.on('release', (_, client) => lent.delete(client));
  pool.on('connect', (client: PoolClient) => {
    clients.set(processOf(client), client);
    // A connection that the server ends between two statements of a transaction: the next statement fails and tells.
    client.on('error', () => undefined);
    client.once('end', () => {
      if (lent.has(client)) takeBack(client);
    });
  });
  pool.on('remove', (client: PoolClient) => clients.delete(processOf(client)));
}

/**
 * Kysely does not give a connection back on which a transaction could not begin or be rolled back: after as many of
 * those as the pool has places nobody would get one any more. Whoever does give it back is too late, which is no error.
 */
function takeBack(client: PoolClient): void {
  client.release(true);
  client.release = () => undefined;
}

/**
 * The driver connection that the current transaction runs on, for what only the driver can do (COPY, prepared statements,
 * several statements at once). MikroORM does not hand it out, so it is found, once for each connection, by asking the
 * server which process serves the transaction.
 */
export async function connectionOf(em: EntityManager): Promise<PoolClient> {
  const transaction = em.getTransactionContext<object>();
  if (transaction === undefined) throw new Error('This needs a transaction: call it inside em.transactional');
  const key = await connectionKey(transaction);
  return known.get(key) ?? (await find(em, key));
}

/** Something that is the same for a transaction and for the savepoints in it, and for no other open transaction. */
export async function connectionKey(transaction: object): Promise<object> {
  type Provider = { provideConnection(consumer: (connection: object) => Promise<object>): Promise<object> };
  const executor = (transaction as { getExecutor(): Provider }).getExecutor();
  return await executor.provideConnection(async (connection) => connection);
}

async function find(em: EntityManager, key: object): Promise<PoolClient> {
  const pool = await em.getDriver().getConnection().getNativeClient();
  const [row] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
  const client = clientsOf.get(pool)?.get(row?.pid ?? -1);
  if (client === undefined) throw new Error('The transaction runs on a connection that its pool does not know');
  known.set(key, client);
  return client;
}

function processOf(client: PoolClient): number {
  return (client as unknown as { processID: number }).processID;
}
