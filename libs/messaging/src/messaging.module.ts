import type { Service } from '#libs/contracts';
import { type DynamicModule, Global, type INestApplication, Module } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { AnswerServer } from './answer-server.ts';
import { outboxAnswers } from './answers.ts';
import { Bus } from './bus.ts';
import { MessagingHealth } from './health.ts';
import { JetStreamStrategy } from './jetstream-strategy.ts';
import { MessagingMetrics } from './metrics.ts';
import { MESSAGING, messaging, type MessagingOptions } from './options.ts';
import { Outbox } from './outbox.ts';
import { ParkedController } from './parked.controller.ts';
import { Questions } from './questions.ts';
import { Reactions } from './reactions.ts';
import { Relay } from './relay.ts';
import { Stillness } from './stillness.ts';
import { Wake } from './wake.ts';

/** Event delivery and questions of one service. Needs the service's database with `messagingMigrations` in it. */
@Global()
@Module({})
export class MessagingModule {
  static forService(service: Service, options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      controllers: [outboxAnswers(service), ParkedController],
      providers: [
        { provide: MESSAGING, useValue: messaging(service, options) },
        Bus,
        Wake,
        Outbox,
        Relay,
        Questions,
        Stillness,
        Reactions,
        JetStreamStrategy,
        AnswerServer,
        MessagingMetrics,
        MessagingHealth,
      ],
      exports: [Outbox, Questions, Stillness, JetStreamStrategy, MessagingHealth, MESSAGING],
    };
  }
}

/** How a service with `MessagingModule` hears events and questions; for `connectMicroservice`, or `serve`'s `transports`. */
export function messagingTransports(app: INestApplication): MicroserviceOptions[] {
  return [{ strategy: app.get(JetStreamStrategy) }, { strategy: app.get(AnswerServer) }];
}
