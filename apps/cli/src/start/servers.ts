import { type Nats, type Postgres, startNats, startPostgres } from '#libs/embedded';
import { natsConfig } from '#libs/messaging';
import type { DataFolder, Secrets } from './data-folder.ts';
import { Supervised } from './supervised.ts';

/** PostgreSQL and NATS of one installation, kept running at the same addresses. */
export class Servers {
  postgres!: Postgres;
  nats!: Nats;
  private readonly supervised: Supervised[];

  constructor(folder: DataFolder, secrets: Secrets, say: (line: string) => void, busSynced = true) {
    this.supervised = [
      new Supervised({
        name: 'PostgreSQL',
        say,
        start: async () => {
          this.postgres = await startPostgres({
            dataDir: folder.in('postgres'),
            logFile: folder.in('logs', 'postgres.log'),
            password: secrets.postgres,
            services: secrets.databases,
            ...(this.postgres !== undefined && { port: this.postgres.port }),
          });
          return this.postgres;
        },
      }),
      new Supervised({
        name: 'NATS',
        say,
        start: async () => {
          this.nats = await startNats({
            storeDir: folder.in('nats', 'store'),
            logFile: folder.in('logs', 'nats.log'),
            config: natsConfig(secrets.nats),
            users: secrets.nats,
            synced: busSynced,
            say,
            ...(this.nats !== undefined && { port: this.nats.port }),
          });
          return this.nats;
        },
      }),
    ];
  }

  async start(): Promise<void> {
    const started = await Promise.allSettled(this.supervised.map((server) => server.start()));
    const failed = started.find((one) => one.status === 'rejected');
    if (failed === undefined) return;
    throw failed.reason;
  }

  async stop(): Promise<void> {
    await Promise.all(this.supervised.map((server) => server.stop()));
  }
}
