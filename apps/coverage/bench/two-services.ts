import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fact } from '#libs/contracts';
import { startNats, startPostgres } from '#libs/embedded';
import { MessagingModule, messagingMigrations, messagingTransports, Outbox } from '#libs/messaging';
import { DatabaseModule, ormOptions } from '#libs/platform';
import { connect } from '@nats-io/transport-node';
import { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';

type SourceName = 'holdings' | 'agreements';

/** Coverage as it runs, in a process of its own, and sources that say what is to be measured: all durable, as in earnest. */
export interface TwoServices {
  /** The database of coverage. */
  readonly em: EntityManager;
  readonly adopt: (yaml: string) => Promise<void>;
  /** Counters and flags that are not what they would be if all were counted and judged again. */
  readonly differences: () => Promise<number>;
  /** Commits what a source says, in one transaction. */
  readonly say: (facts: readonly Fact[], source?: SourceName) => Promise<void>;
  /** Waits until coverage has taken over everything that was said. */
  readonly caughtUp: () => Promise<void>;
  /** Calls back for every event about flags that arrives on the bus. */
  readonly onFlags: (callback: (flags: string) => void) => void;
  /** The most memory that coverage ever had, in MB. */
  readonly peakMemory: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export async function startTwoServices(): Promise<TwoServices> {
  const folder = await mkdtemp(join(tmpdir(), 'collectie-bench-coverage-'));
  const postgres = await startPostgres({ services: { holdings: 'h', agreements: 'a', coverage: 'c' } });
  const nats = await startNats({ storeDir: join(folder, 'nats') });
  const sources = {
    holdings: await startSource('holdings', postgres.url('holdings'), nats.url()),
    agreements: await startSource('agreements', postgres.url('agreements'), nats.url()),
  };
  const coverage = await startCoverage({
    DATABASE_URL: postgres.url('coverage'),
    NATS_URL: nats.url(),
    HTTP_PORT: '0',
    OIDC_ISSUER: 'http://127.0.0.1:1/',
  });
  const watcher = await connect({ servers: nats.url() });
  const orm = await MikroORM.init(ormOptions({ url: postgres.url('coverage'), migrations: [] }));
  const said = { holdings: 0, agreements: 0 };

  return {
    em: orm.em,
    adopt: (yaml) => told(coverage, { adopt: yaml }),
    differences: () => told(coverage, { verify: true }),
    async say(facts, name = 'holdings') {
      said[name] += facts.length;
      const source = sources[name];
      await source
        .get(EntityManager)
        .fork()
        .transactional(() => source.get(Outbox).add(facts));
    },
    async caughtUp() {
      for (;;) {
        const rows = await orm.em
          .fork()
          .execute<{ source: SourceName; at: number }[]>(`select source, sequence::float8 as at from checkpoint`);
        const heard = new Map(rows.map(({ source, at }) => [source, at]));
        if ((heard.get('holdings') ?? 0) >= said.holdings && (heard.get('agreements') ?? 0) >= said.agreements) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    onFlags(callback) {
      watcher.subscribe('coverage.>', { callback: (_, message) => callback(message.string()) });
    },
    async peakMemory() {
      const status = await readFile(`/proc/${coverage.pid}/status`, 'utf8');
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
    },
    async stop() {
      await watcher.close();
      await orm.close();
      coverage.kill('SIGTERM');
      if (coverage.exitCode === null) await once(coverage, 'exit');
      for (const source of Object.values(sources)) await source.close();
      await nats.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startCoverage(environment: Record<string, string>): Promise<ChildProcess> {
  const file = fileURLToPath(new URL(`service${extname(import.meta.url)}`, import.meta.url));
  const child = fork(file, { env: { ...process.env, LOG_LEVEL: 'fatal', ...environment } });
  await answerOf(child);
  return child;
}

async function told<Answer>(child: ChildProcess, what: object): Promise<Answer> {
  const answer = answerOf<Answer>(child);
  child.send(what);
  return await answer;
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const [message] = (await once(child, 'message')) as [{ answer: Answer; error?: string }];
  if (message.error !== undefined) throw new Error(message.error);
  return message.answer;
}

async function startSource(name: SourceName, url: string, natsUrl: string): Promise<INestApplication> {
  @Module({
    imports: [
      DatabaseModule.with({ url, migrations: messagingMigrations }),
      MessagingModule.forService(name, { natsUrl }),
    ],
  })
  class SourceModule {}
  const app = await NestFactory.create(SourceModule, new FastifyAdapter(), { logger: false });
  for (const transport of messagingTransports(app)) app.connectMicroservice<MicroserviceOptions>(transport);
  await app.init();
  await app.startAllMicroservices();
  return app;
}
