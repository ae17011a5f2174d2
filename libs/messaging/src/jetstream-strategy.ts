import { HEARS, type Service, SERVICES } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { Bus } from './bus.ts';
import { lockCheckpoint, requestBootstrap } from './checkpoint.ts';
import { deliveryOf } from './delivery.ts';
import { Hearer } from './hearer.ts';
import { Lease } from './lease.ts';
import { MESSAGING, type Messaging } from './options.ts';
import { cause, lockParked, noteRedriveFailed, removeParked } from './parked.ts';
import { Questions } from './questions.ts';
import { JETSTREAM, Reactions } from './reactions.ts';
import type { Head } from './relay-log.ts';
import { headsOf, saidBy } from './subjects.ts';
import { pause } from './wake.ts';

/**
 * Brings the events of other services to the methods that hear them. Unlike Nest's own NATS transport it loses nothing
 * and swallows nothing. One instance of a service hears at a time; the lock of the checkpoint is what makes it right.
 */
@Injectable()
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = JETSTREAM;
  override readonly propagatesEventHandlerErrors = true;
  readonly hearers: readonly Hearer[];
  private readonly stopping = new AbortController();
  private readonly lease: Lease;
  private heads: Subscription | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly em: EntityManager,
    private readonly bus: Bus,
    private readonly reactions: Reactions,
    questions: Questions,
    @Inject(MESSAGING) private readonly options: Messaging,
  ) {
    super();
    this.lease = new Lease(em, 'hearing', options.leaseSeconds);
    this.hearers = HEARS[options.service].map(
      (source) => new Hearer(source, { em, bus, questions, reactions, options }),
    );
  }

  override addHandler(pattern: unknown, handler: MessageHandler): void {
    this.reactions.add(String(pattern), handler);
  }

  /** Does not wait for the bus: a service is of use before it hears. */
  listen(callback: () => void): void {
    this.running = Promise.all([
      this.lease.during(this.stopping.signal, async (held) => {
        await Promise.all(this.hearers.map((hearer) => hearer.run(held)));
      }),
      this.hearHeads(),
    ]);
    this.running.catch((error: unknown) => this.logger.error(error));
    callback();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.heads?.unsubscribe();
    await this.running.catch(() => undefined);
  }

  on(): never {
    throw new Error('The JetStream transport has no events of its own; look at its health and metrics');
  }

  unwrap(): never {
    throw new Error('The JetStream transport has no driver to hand out');
  }

  /** Has a snapshot of a source taken, by whichever instance hears. */
  async rebuild(source: Service): Promise<void> {
    await requestBootstrap(this.em.fork(), source);
  }

  /** Tries a parked event again, now. Newer state stands: reactions go by versions. */
  async redrive(id: string): Promise<void> {
    try {
      await this.em.fork().transactional(async (tx) => {
        if (this.options.first !== '') await tx.execute(this.options.first);
        const { source } = await lockParked(tx, id);
        await lockCheckpoint(tx, this.sourceOf(source));
        const parked = await lockParked(tx, id);
        const event = { ...parked, source: this.sourceOf(source), id: parked.event, sequence: parked.sequence ?? 0 };
        await this.reactions.react(parked.type, [await deliveryOf({ ...event, epoch: '' })]);
        await removeParked(tx, id);
      });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'parked.unknown') throw error;
      await noteRedriveFailed(this.em.fork(), id, error);
      throw new Refusal('parked.not-applied', `The event could still not be applied: ${cause(error).reason}`);
    }
  }

  private sourceOf(name: string): Service {
    const source = SERVICES.find((known) => known === name);
    if (source === undefined) throw new Refusal('event.version-not-known', `No service '${name}'`);
    return source;
  }

  private async busWhenThere(): Promise<NatsConnection | undefined> {
    while (!this.stopping.signal.aborted) {
      try {
        return await this.bus.nats();
      } catch {
        await pause(100, this.stopping.signal);
      }
    }
    return undefined;
  }

  private async hearHeads(): Promise<void> {
    const nats = await this.busWhenThere();
    if (nats === undefined) return;
    this.heads = nats.subscribe(headsOf('*'), {
      callback: (error, message) => {
        const source = saidBy(message.subject.slice('heads.'.length) + '.');
        if (error === null) this.hearers.find((hearer) => hearer.source === source)?.noteHead(message.json<Head>());
      },
    });
  }
}
