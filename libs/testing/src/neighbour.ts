import type { Fact, Service } from '#libs/contracts';
import {
  MessagingModule,
  type MessagingOptions,
  messagingMigrations,
  messagingTransports,
  Outbox,
  Questions,
} from '#libs/messaging';
import { DatabaseModule } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { freshDatabase, type FreshDatabase } from './database.ts';

/** Another service at the other end of the bus: it says what that service may say, and asks what it may ask. */
export class Neighbour {
  private constructor(
    private readonly app: INestApplication,
    private readonly database: FreshDatabase,
  ) {}

  /** `controllers` answer what the service is asked, besides what every service answers. */
  static async start(service: Service, options: MessagingOptions, controllers: Type[] = []): Promise<Neighbour> {
    const database = await freshDatabase(service, messagingMigrations);
    @Module({
      imports: [
        DatabaseModule.with({ url: database.url, migrations: messagingMigrations }),
        MessagingModule.forService(service, options),
      ],
      controllers,
    })
    class NeighbourModule {}

    const app = await NestFactory.create(NeighbourModule, new FastifyAdapter(), { logger: false });
    for (const transport of messagingTransports(app)) app.connectMicroservice<MicroserviceOptions>(transport);
    await app.init();
    await app.startAllMicroservices();
    return new Neighbour(app, database);
  }

  /** Commits facts, in one transaction. */
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
