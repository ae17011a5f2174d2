import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { startNats, startPostgres } from '#libs/embedded';
import { messagingTransports, natsConfig } from '#libs/messaging';
import { serve } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { HoldingsConfiguration } from '../src/configuration.ts';
import { HoldingsModule } from '../src/holdings.module.ts';
import { passing, Spool } from '../src/importing/spool.ts';
import { Runs } from '../src/store/runs.ts';

/** The service with its own database and bus, for measurements: everything durable, as in earnest. */
export interface BenchService {
  readonly em: EntityManager;
  /** Delivers a file to a source and waits until its run is done. */
  deliver(file: Readable, participant?: string): Promise<void>;
  /** Waits until the relay has published everything. */
  published(): Promise<void>;
  /** Highest resident memory since the last asking, in megabytes. */
  memory(): number;
  stop(): Promise<void>;
}

/** The participants that there are. */
export const [ISIL, OTHER_ISIL] = ['NL-0800099001', 'NL-0800099002'];
const USERS = { holdings: 'h', agreements: 'a', coverage: 'c', gateway: 'g' };

export async function startHoldings(folder: string): Promise<BenchService> {
  const postgres = await startPostgres({ services: { holdings: 'h' } });
  const nats = await startNats({ storeDir: join(folder, 'nats'), config: natsConfig(USERS), users: USERS });
  const configuration = Object.assign(new HoldingsConfiguration(), {
    DATABASE_URL: postgres.url('holdings'),
    NATS_URL: nats.url('holdings'),
    HTTP_PORT: 0,
    LOG_LEVEL: 'error',
    SPOOL_DIR: join(folder, 'spool'),
    OIDC_ISSUER: 'http://127.0.0.1:1/',
  });
  const app = await serve(HoldingsModule.with(configuration, { pollEvery: 20 }), {
    service: 'holdings',
    configuration,
    transports: messagingTransports,
  });
  const em = app.get(EntityManager);
  await em
    .fork()
    .execute(
      `insert into participant (isil, version, name) values ('${ISIL}', 1, 'Bench'), ('${OTHER_ISIL}', 1, 'Other')`,
    );
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 50);
  return {
    em,
    async deliver(file, participant = ISIL) {
      const upload = await app.get(Spool).keep(passing(file));
      const about = { participant, source: 'catalogue', mode: 'full', filename: null, asOf: null } as const;
      await app.get(Runs).receive(upload, about);
      await until(async () => {
        const [run] = await em
          .fork()
          .execute<{ state: string; reason: string }[]>(`select state, reason from run where id = ?`, [upload.id]);
        if (run?.state === 'failed' || run?.state === 'held') throw new Error(`The run is ${run.state}: ${run.reason}`);
        return run?.state === 'done';
      });
    },
    published: () =>
      until(async () => {
        const [row] = await em
          .fork()
          .execute<{ done: boolean }[]>(
            `select published = sequence and not exists (select from outbox where sequence is null) as done from relay`,
          );
        return row?.done === true;
      }),
    memory() {
      const seen = Math.round(highest / 1_000_000);
      highest = 0;
      return seen;
    },
    async stop() {
      clearInterval(watch);
      await app.close();
      await nats.stop();
      await postgres.stop();
    },
  };
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 20));
}
