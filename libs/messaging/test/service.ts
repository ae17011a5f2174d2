import { type Fact, type Service } from '#libs/contracts';
import { DatabaseModule } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  JetStreamStrategy,
  MessagingHealth,
  MessagingModule,
  type MessagingOptions,
  messagingMigrations,
  messagingTransports,
  Outbox,
  Questions,
} from '../src/index.ts';

/** A service of the tests: event delivery over a database, and nothing else but its controllers. */
export interface TestService {
  readonly app: INestApplication;
  readonly em: EntityManager;
  readonly strategy: JetStreamStrategy;
  readonly questions: Questions;
  readonly health: MessagingHealth;
  /** Commits facts, each list in a transaction of its own. */
  say(...transactions: Fact[][]): Promise<void>;
  stop(): Promise<void>;
}

export interface TestServiceSetup extends MessagingOptions {
  readonly databaseUrl: string;
  readonly controllers?: Type[];
}

export async function startService(
  service: Service,
  { databaseUrl, controllers = [], ...options }: TestServiceSetup,
): Promise<TestService> {
  @Module({
    imports: [
      DatabaseModule.with({ url: databaseUrl, migrations: messagingMigrations }),
      MessagingModule.forService(service, QUICK(options)),
    ],
    controllers,
  })
  class TestServiceModule {}

  const app = await NestFactory.create(TestServiceModule, new FastifyAdapter(), {
    logger: process.env['TEST_LOG'] ? ['log', 'warn', 'error'] : false,
  });
  for (const transport of messagingTransports(app)) app.connectMicroservice<MicroserviceOptions>(transport);
  await app.init();
  void app.startAllMicroservices();
  const em = app.get(EntityManager);
  const outbox = app.get(Outbox);
  return {
    app,
    em,
    strategy: app.get(JetStreamStrategy),
    questions: app.get(Questions),
    health: app.get(MessagingHealth),
    async say(...transactions) {
      for (const facts of transactions) await em.fork().transactional(() => outbox.add(facts));
    },
    stop: () => app.close(),
  };
}

/** As in earnest, only faster. */
function QUICK(options: MessagingOptions): MessagingOptions {
  return { leaseSeconds: 1, headEvery: 200, patience: 300, tries: { backoff: 20, ...options.tries }, ...options };
}
