import type { Fact } from '#libs/contracts';
import { MessagingModule, messagingTables, messagingTransports, Outbox, Questions } from '#libs/messaging';
import { DatabaseModule } from '#libs/platform';
import { type FreshDatabase, freshDatabase } from '#libs/testing';
import { EntityManager } from '@mikro-orm/postgresql';
import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** Another service at the other end of the bus: it says what coverage may say, and asks what coverage may ask. */
export class SayingCoverage {
  private constructor(
    private readonly app: INestApplication,
    private readonly database: FreshDatabase,
  ) {}

  static async start(natsUrl: string): Promise<SayingCoverage> {
    const database = await freshDatabase('coverage', [messagingTables]);
    @Module({
      imports: [
        DatabaseModule.with({ url: database.url, migrations: [messagingTables] }),
        MessagingModule.forService('coverage', { natsUrl }),
      ],
    })
    class SayingCoverageModule {}

    const app = await NestFactory.create(SayingCoverageModule, new FastifyAdapter(), { logger: false });
    for (const transport of messagingTransports(app)) app.connectMicroservice<MicroserviceOptions>(transport);
    await app.init();
    await app.startAllMicroservices();
    return new SayingCoverage(app, database);
  }

  async say(...facts: Fact[]): Promise<void> {
    const outbox = this.app.get(Outbox);
    await this.app
      .get(EntityManager)
      .fork()
      .transactional(() => outbox.add(facts));
  }

  ask<Answer>(subject: string, data: object): Promise<Answer> {
    return this.app.get(Questions).ask<Answer>(subject, data);
  }

  /** How many facts it has said. */
  async said(): Promise<number> {
    const [row] = await this.app
      .get(EntityManager)
      .fork()
      .execute<{ count: number }[]>('select count(*)::int as count from outbox');
    return row?.count ?? 0;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}
