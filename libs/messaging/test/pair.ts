import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Service } from '#libs/contracts';
import { end, FragileNats, freshDatabase, type FreshDatabase, ownProcess } from '#libs/testing';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Type } from '@nestjs/common';
import { messagingMigrations, type MessagingOptions } from '../src/index.ts';
import { EFFECTS, RecordParticipants } from './effects.ts';
import { startService, type TestService } from './service.ts';

export interface Effect {
  readonly sequence: number;
  readonly isil: string;
  readonly version: number;
}

/** Agreements, which says, and coverage, which hears: with a database each and a bus between them that can be broken. */
export class Pair {
  readonly started: TestService[] = [];
  readonly children: ChildProcess[] = [];
  private readonly watching: NatsConnection[] = [];

  static async start(): Promise<Pair> {
    const [nats, source, hearer] = await Promise.all([
      FragileNats.start(),
      freshDatabase('agreements', messagingMigrations),
      freshDatabase('coverage', messagingMigrations),
    ]);
    await hearer.orm.em.fork().execute(EFFECTS);
    return new Pair(nats, source, hearer);
  }

  private constructor(
    readonly nats: FragileNats,
    readonly source: FreshDatabase,
    readonly hearer: FreshDatabase,
  ) {}

  async agreements(options: Partial<MessagingOptions> = {}, controllers: Type[] = []): Promise<TestService> {
    return this.start('agreements', this.source.url, options, controllers);
  }

  async coverage(
    options: Partial<MessagingOptions> = {},
    controllers: Type[] = [RecordParticipants],
  ): Promise<TestService> {
    return this.start('coverage', this.hearer.url, options, controllers);
  }

  /** The same in a process of its own, ready to hear or to publish. */
  async child(service: Service, options: Partial<MessagingOptions> = {}, failpoint = ''): Promise<ChildProcess> {
    const databaseUrl = service === 'agreements' ? this.source.url : this.hearer.url;
    const child = await ownProcess(
      fileURLToPath(new URL('child.ts', import.meta.url)),
      {
        SERVICE: service,
        SETUP: JSON.stringify({ databaseUrl, natsUrl: this.nats.url, ...options }),
        FAILPOINT: failpoint,
      },
      'ready',
    );
    this.children.push(child);
    return child;
  }

  async effects(): Promise<Effect[]> {
    return this.hearer.orm.em
      .fork()
      .execute<Effect[]>(`select sequence::float8 as sequence, isil, version from effect order by n`);
  }

  async sequences(): Promise<number[]> {
    return (await this.effects()).map(({ sequence }) => sequence);
  }

  async checkpoint(): Promise<number> {
    const [row] = await this.hearer.orm.em
      .fork()
      .execute<{ at: number }[]>(`select sequence::float8 as at from checkpoint where source = 'agreements'`);
    return row?.at ?? 0;
  }

  /** Who may do a work of agreements or of coverage at present. */
  async holder(service: 'agreements' | 'coverage', work: 'relay' | 'hearing'): Promise<string | undefined> {
    const database = service === 'agreements' ? this.source : this.hearer;
    const [row] = await database.orm.em
      .fork()
      .execute<{ holder: string }[]>('select holder from lease where name = ?', [work]);
    return row?.holder;
  }

  async relay(): Promise<{ epoch: string; sequence: number; published: number }> {
    const [row] = await this.source.orm.em
      .fork()
      .execute<{ epoch: string; sequence: number; published: number }[]>(
        `select epoch, sequence::float8 as sequence, published::float8 as published from relay`,
      );
    if (row === undefined) throw new Error('The relay has no state');
    return row;
  }

  /** A connection of the test's own to look at, and into, the bus. */
  async look(): Promise<{ connection: NatsConnection; manager: JetStreamManager }> {
    const connection = await connect({ servers: this.nats.url });
    this.watching.push(connection);
    return { connection, manager: await jetstreamManager(connection) };
  }

  /** Ends the services, all but those to keep, so that the next test can start its own. */
  async quiet(...keep: TestService[]): Promise<void> {
    for (const connection of this.watching.splice(0)) await connection.close();
    for (const child of this.children.splice(0)) await end(child, 'SIGKILL');
    for (const service of this.started.splice(0).toReversed()) {
      if (keep.includes(service)) this.started.push(service);
      else await service.stop();
    }
  }

  async stop(): Promise<void> {
    await this.quiet();
    await Promise.all([this.source.drop(), this.hearer.drop()]);
    await this.nats.stop();
  }

  private async start(
    service: Service,
    databaseUrl: string,
    options: Partial<MessagingOptions>,
    controllers: Type[],
  ): Promise<TestService> {
    const started = await startService(service, { databaseUrl, natsUrl: this.nats.url, controllers, ...options });
    this.started.push(started);
    return started;
  }
}

/** 1, 2, 3 … n. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}
