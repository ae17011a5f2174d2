import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsServer, natsVersion } from './nats-binary.ts';
import { claimPort, freePort } from './ports.ts';
import { ServerProcess } from './server-process.ts';

export interface NatsOptions {
  /** Kept between starts. Without it: a temporary folder, removed by `stop`. */
  storeDir?: string;
  /** Without it: any free port. */
  port?: number;
  /** Configuration in nats-server's own language, beside what is set here: users, permissions, limits. */
  config?: string;
  /** Passwords of the users in `config`, so that `url(user)` can give complete addresses. */
  users?: Record<string, string>;
  logFile?: string;
  /** `false`: written to the disk every two minutes, as nats-server does by itself; what a benchmark holds the usual against. */
  synced?: boolean;
  say?: (line: string) => void;
}

/** A nats-server with JetStream that this process runs. */
export interface Nats {
  readonly port: number;
  readonly pid: number;
  readonly storeDir: string;
  /** `[major, minor]` */
  readonly version: [number, number];
  /** Address of its monitoring pages. */
  readonly monitor: string;
  /** Resolves when the server ends, wanted or not. */
  readonly exited: Promise<void>;
  url(user?: string): string;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. The store stays, temporary or not, for a start that recovers. */
  kill(): Promise<void>;
}

/** Starts of a server whose ports, free a moment ago, somebody else was given meanwhile. */
const TRIES = 5;

/** Starts nats-server with JetStream in files, synced on every message where the server can (2.10 and later). */
export async function startNats(options: NatsOptions = {}): Promise<Nats> {
  for (let tries = 1; ; tries++) {
    try {
      return await start(options);
    } catch (error) {
      if (tries === TRIES || !String(error).includes('address already in use')) throw error;
    }
  }
}

async function start(options: NatsOptions): Promise<Nats> {
  const binary = await natsServer(options.say);
  const version = natsVersion(binary);
  const port = await claimPort(options.port, 'NATS');
  const monitorPort = await freePort();
  const home = options.storeDir === undefined ? await mkdtemp(join(tmpdir(), 'collectie-nats-')) : undefined;
  const storeDir = options.storeDir ?? join(home ?? '', 'store');
  await mkdir(storeDir, { recursive: true });
  const configFile = `${storeDir}.conf`;
  await writeFile(configFile, configuration(storeDir, version, options), { mode: 0o600 });

  const server = new ServerProcess({
    name: 'nats-server',
    command: binary,
    args: ['-c', configFile, '-a', '127.0.0.1', '-p', String(port), '-m', String(monitorPort)],
    logFile: options.logFile ?? `${storeDir}.log`,
    stopSignal: 'SIGTERM',
  });
  const monitor = `http://127.0.0.1:${monitorPort}`;
  const forget = async (): Promise<void> => {
    if (home !== undefined) await rm(home, { recursive: true, force: true });
  };
  try {
    await server.waitUntil(async () => {
      const answer = await fetch(`${monitor}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.ok === true;
    });
  } catch (error) {
    await forget();
    throw error;
  }

  return {
    port,
    pid: server.pid,
    storeDir,
    version,
    monitor,
    exited: server.exited,
    url(user) {
      const password = user === undefined ? undefined : options.users?.[user];
      const login = user === undefined ? '' : `${user}:${encodeURIComponent(password ?? '')}@`;
      return `nats://${login}127.0.0.1:${port}`;
    },
    async stop() {
      await server.stop();
      await forget();
    },
    kill: () => server.kill(),
  };
}

/** Whether this server can sync every message before it acknowledges it. */
export function syncs([major, minor]: readonly [number, number]): boolean {
  return major > 2 || minor >= 10;
}

function configuration(
  storeDir: string,
  version: [number, number],
  { config = '', synced = true }: Pick<NatsOptions, 'config' | 'synced'>,
): string {
  const always = synced && syncs(version) ? '  sync_interval: always\n' : '';
  return `jetstream {\n  store_dir: ${JSON.stringify(storeDir)}\n${always}}\n${config}\n`;
}
