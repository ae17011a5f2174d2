import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { startNats } from '../../embedded/src/nats.ts';
import { startPostgres } from '../../embedded/src/postgres.ts';
import { chooseServers } from './choice.ts';
import { removeOrphans, runContainer } from './containers.ts';
import { eventually } from './eventually.ts';

/** A nats-server as a test sees it. `monitor` is absent where we cannot look inside. */
export interface NatsAddress {
  host: string;
  monitor?: string;
}

interface Running<T> {
  address: T;
  stop(): Promise<void>;
}

/** The servers of one test run, each started when a test first asks for it. Lives in Jest's main process. */
export class Servers {
  private postgresStarted: Promise<Running<string>> | undefined;
  private readonly nats = new Map<string, Running<NatsAddress>>();
  private sharedNats: Promise<void> = Promise.resolve();
  private count = 0;

  async postgres(): Promise<string> {
    this.postgresStarted ??= runPostgres();
    return (await this.postgresStarted).address;
  }

  async takeNats(config: string): Promise<NatsAddress & { id: string }> {
    const id = String(++this.count);
    const server = await this.runNats(config);
    this.nats.set(id, server);
    return { id, ...server.address };
  }

  async giveNatsBack(id: string): Promise<void> {
    const server = this.nats.get(id);
    this.nats.delete(id);
    await server?.stop();
  }

  /** Ends everything and names what the tests left behind. */
  async stop(run: string): Promise<string[]> {
    const left: string[] = [];
    if (this.nats.size > 0) left.push(`${this.nats.size} nats-server(s) that no test stopped`);
    for (const id of this.nats.keys()) await this.giveNatsBack(id);
    if (this.postgresStarted !== undefined) {
      const postgres = await this.postgresStarted;
      left.push(...(await dropDatabases(postgres.address, run)));
      await postgres.stop();
    }
    return left;
  }

  private async runNats(config: string): Promise<Running<NatsAddress>> {
    const given = process.env['TEST_NATS_URL'];
    const kind = await chooseServers(given);
    if (kind === 'url' && given !== undefined) return this.shareNats(given);
    if (kind === 'embedded') {
      const server = await startNats({ config });
      return { address: { host: `127.0.0.1:${server.port}`, monitor: server.monitor }, stop: () => server.stop() };
    }
    await removeOrphans();
    const container = await runContainer({
      image: 'nats:2.12-alpine',
      ports: [4222, 8222],
      command: ['-c', '/etc/nats/test.conf', '-p', '4222', '-m', '8222'],
      files: [{ target: '/etc/nats/test.conf', content: `jetstream { store_dir: "/tmp/store" }\n${config}\n` }],
      healthPath: { path: '/healthz', port: 8222 },
    });
    return {
      address: {
        host: `${container.host}:${container.port(4222)}`,
        monitor: `http://${container.host}:${container.port(8222)}`,
      },
      stop: () => container.stop(),
    };
  }

  /** One server for all: the tests take turns, and each finds it empty. */
  private async shareNats(url: string): Promise<Running<NatsAddress>> {
    const turn = this.sharedNats;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.sharedNats = promise;
    await turn;
    const connection = await connect({ servers: url });
    const manager = await jetstreamManager(connection);
    for await (const { config } of manager.streams.list()) await manager.streams.delete(config.name);
    await connection.close();
    return { address: { host: url.replace(/^nats:\/\//, '') }, stop: async () => resolve() };
  }
}

async function runPostgres(): Promise<Running<string>> {
  const given = process.env['TEST_PG_URL'];
  const kind = await chooseServers(given);
  if (kind === 'url' && given !== undefined) return { address: given, stop: async () => {} };
  if (kind === 'embedded') {
    const server = await startPostgres({ forgetful: true });
    return { address: server.url(), stop: () => server.stop() };
  }
  await removeOrphans();
  const forgetful = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200'];
  const container = await runContainer({
    image: 'postgres:18-alpine',
    ports: [5432],
    command: ['postgres', ...forgetful.flatMap((setting) => ['-c', setting])],
    environment: { POSTGRES_PASSWORD: 'postgres' },
  });
  const address = `postgres://postgres:postgres@${container.host}:${container.port(5432)}/postgres`;
  await eventually(() => query(address, 'select 1'), { timeout: 60_000, every: 200 });
  return { address, stop: () => container.stop() };
}

/** Drops every database of the run; those that are no template should have been dropped by their test. */
async function dropDatabases(url: string, run: string): Promise<string[]> {
  const left: string[] = [];
  for (const { name, template } of await query<{ name: string; template: boolean }>(
    url,
    'select datname as name, datistemplate as template from pg_database where starts_with(datname, $1)',
    [`test_${run}_`],
  )) {
    if (!template) left.push(`database ${name}, which no test dropped`);
    else await query(url, `alter database "${name}" is_template false`);
    await query(url, `drop database "${name}" with (force)`);
  }
  return left;
}

async function query<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
