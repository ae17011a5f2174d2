import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '#libs/contracts';
import { startNats, startPostgres } from '#libs/embedded';
import { MessagingModule, messagingTables, messagingTransports, Outbox } from '#libs/messaging';
import { DatabaseModule, serve, ServiceConfiguration } from '#libs/platform';
import { connect } from '@nats-io/transport-node';
import { EntityManager } from '@mikro-orm/postgresql';
import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { CoverageModule } from '../src/coverage.module.ts';
import { CollectionPlans } from '../src/store/collection-plans.ts';

/** Coverage as it runs, and a source that says what the measurement wants said: everything durable, as in earnest. */
export interface TwoServices {
  readonly em: EntityManager;
  readonly adopt: (yaml: string) => Promise<void>;
  /** Commits what the source says, in one transaction. */
  readonly say: (facts: readonly Fact[]) => Promise<void>;
  /** Waits until coverage has taken over everything that was said. */
  readonly caughtUp: () => Promise<void>;
  /** Calls back for every event about flags that arrives on the bus. */
  readonly onFlags: (callback: (flags: string) => void) => void;
  readonly stop: () => Promise<void>;
}

export async function startTwoServices(): Promise<TwoServices> {
  const folder = await mkdtemp(join(tmpdir(), 'collectie-bench-coverage-'));
  const postgres = await startPostgres({ services: { holdings: 'h', coverage: 'c' } });
  const nats = await startNats({ storeDir: join(folder, 'nats') });
  const source = await startSource(postgres.url('holdings'), nats.url());
  const configuration = Object.assign(new ServiceConfiguration(), {
    DATABASE_URL: postgres.url('coverage'),
    NATS_URL: nats.url(),
    HTTP_PORT: 0,
    LOG_LEVEL: 'fatal',
    OIDC_ISSUER: 'http://127.0.0.1:1/',
  });
  const coverage = await serve(CoverageModule.with(configuration), {
    service: 'coverage',
    configuration,
    transports: messagingTransports,
  });
  const watcher = await connect({ servers: nats.url() });
  const em = coverage.get(EntityManager);
  let said = 0;
  return {
    em,
    async adopt(yaml) {
      const plans = coverage.get(CollectionPlans);
      const { plan, version } = await plans.draft(yaml, 'bench');
      await plans.adopt(plan, version, { supersedes: null, by: 'bench' });
    },
    async say(facts) {
      said += facts.length;
      await source
        .get(EntityManager)
        .fork()
        .transactional(() => source.get(Outbox).add(facts));
    },
    async caughtUp() {
      for (;;) {
        const [row] = await em
          .fork()
          .execute<{ at: number }[]>(`select sequence::float8 as at from checkpoint where source = 'holdings'`);
        if ((row?.at ?? 0) >= said) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    onFlags(callback) {
      watcher.subscribe('coverage.>', { callback: (_, message) => callback(message.string()) });
    },
    async stop() {
      await watcher.close();
      await coverage.close();
      await source.close();
      await nats.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startSource(url: string, natsUrl: string): Promise<INestApplication> {
  @Module({
    imports: [
      DatabaseModule.with({ url, migrations: [messagingTables] }),
      MessagingModule.forService('holdings', { natsUrl }),
    ],
  })
  class SourceModule {}
  const app = await NestFactory.create(SourceModule, new FastifyAdapter(), { logger: false });
  for (const transport of messagingTransports(app)) app.connectMicroservice<MicroserviceOptions>(transport);
  await app.init();
  await app.startAllMicroservices();
  return app;
}
