import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Nats, startNats } from '#libs/embedded';
import { ask } from './coordinator.ts';
import type { NatsAddress } from './servers.ts';

export interface NatsSetup {
  /** Configuration beside JetStream: users and permissions. */
  config?: string;
  /** Passwords of those users. */
  users?: Record<string, string>;
}

/** An empty nats-server with JetStream that one test file has for itself. */
export interface FreshNats {
  readonly url: string;
  urlOf(user: string): string;
  /** Ends the server; fails when the test left connections open. */
  stop(): Promise<void>;
}

/** A server of the chosen kind: given, in a container, or embedded. */
export async function freshNats({ config = '', users = {} }: NatsSetup = {}): Promise<FreshNats> {
  const { id, host, monitor } = await ask<NatsAddress & { id: string }>('POST', '/nats', config);
  return {
    url: `nats://${host}`,
    urlOf: (user) => `nats://${user}:${encodeURIComponent(users[user] ?? '')}@${host}`,
    async stop() {
      const left = monitor === undefined ? [] : await connectionsLeft(monitor);
      await ask('DELETE', `/nats/${id}`);
      if (left.length > 0) throw new Error(`NATS connections left open, so a leak: ${left.join('; ')}`);
    },
  };
}

/** A server for fault tests, always of our own, that can be killed, wiped and started again at the same address. */
export class FragileNats {
  readonly port: number;
  private readonly setup: NatsSetup;
  private readonly home: string;
  private server: Nats;

  static async start(setup: NatsSetup = {}): Promise<FragileNats> {
    const home = await mkdtemp(join(tmpdir(), 'collectie-fragile-nats-'));
    const port = await freePort();
    return new FragileNats(setup, home, port, await run(setup, home, port));
  }

  private constructor(setup: NatsSetup, home: string, port: number, server: Nats) {
    this.setup = setup;
    this.home = home;
    this.port = port;
    this.server = server;
  }

  get url(): string {
    return this.server.url();
  }

  get pid(): number {
    return this.server.pid;
  }

  urlOf(user: string): string {
    return this.server.url(user);
  }

  async kill(): Promise<void> {
    await this.server.kill();
  }

  /** Starts again after `kill`, with what the store kept. */
  async restart(): Promise<void> {
    this.server = await run(this.setup, this.home, this.port);
  }

  /** Loses everything it stored. Only while it is down. */
  async wipe(): Promise<void> {
    await rm(join(this.home, 'store'), { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

function run({ config, users }: NatsSetup, home: string, port: number): Promise<Nats> {
  return startNats({
    port,
    storeDir: join(home, 'store'),
    ...(config !== undefined && { config }),
    ...(users !== undefined && { users }),
  });
}

async function connectionsLeft(monitor: string): Promise<string[]> {
  const deadline = Date.now() + 2000;
  for (;;) {
    const answer = await fetch(`${monitor}/connz?auth=true`, { headers: { connection: 'close' } });
    const { connections } = (await answer.json()) as { connections: { name?: string; authorized_user?: string }[] };
    if (connections.length === 0 || Date.now() > deadline) {
      return connections.map(({ name, authorized_user: user }) => name ?? user ?? 'a nameless connection');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
