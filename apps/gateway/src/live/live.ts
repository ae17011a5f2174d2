import { randomUUID } from 'node:crypto';
import { SERVICES } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { natsConnection, progressOf } from '#libs/messaging';
import { Clock, hasRole, type User } from '#libs/platform';
import { connect, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { GatewayConfiguration } from '../configuration.ts';
import { Acting } from './acting.ts';
import { actsAnew, type Change, changeOf, isBulk, mayHear } from './change.ts';
import type { Listener } from './listener.ts';
import { Recent } from './recent.ts';

const HEARTBEAT = 15_000;
/** Milliseconds over which changes that come by the thousand are gathered. */
const GATHER = 500;
const RETRY = 1000;

const listening = new Gauge({ name: 'gateway_live_listeners', help: 'Open pages that are told of changes' });
const dropped = new Counter({ name: 'gateway_live_dropped_total', help: 'Pages let go since they read too slowly' });

/**
 * Tells open pages what changed, as NATS tells it: not from the streams, so nothing is kept for longer than a page needs to
 * open. Whoever may have missed something is let go; pages fetch anew when they come back.
 */
@Injectable()
export class Live implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly listeners = new Set<Listener>();
  private readonly gathered = new Map<string, Change>();
  private readonly recent = new Recent();
  private readonly instance = randomUUID();
  private readonly timers: NodeJS.Timeout[] = [];
  private connection: NatsConnection | undefined;
  private stopping = false;
  private day: Day;

  constructor(
    private readonly configuration: GatewayConfiguration,
    private readonly acting: Acting,
    private readonly clock: Clock,
  ) {
    this.day = clock.today();
  }

  onApplicationBootstrap(): void {
    void this.connect();
    this.timers.push(
      setInterval(() => this.flush(), GATHER),
      setInterval(() => void this.beat(), HEARTBEAT),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.letAllGo();
    await this.connection?.close();
  }

  /** Now, as only this instance understands it. */
  get moment(): string {
    return `${this.instance}/${Math.floor(performance.now())}`;
  }

  /**
   * Begins to tell a page what changes. It first hears of what changed since a moment at which it had nothing yet, and then
   * `whole`; or `missed`, when that is not known.
   */
  add(listener: Listener, since = ''): void {
    this.listeners.add(listener);
    listening.set(this.listeners.size);
    const [instance, moment] = since.split('/');
    const told = instance === this.instance ? this.recent.since(Number(moment)) : undefined;
    for (const change of told ?? []) if (mayHear(listener.user, change)) this.send(listener, pieceOf(change));
    this.send(listener, `id: 1\nevent: ${told === undefined ? 'missed' : 'whole'}\ndata:\n\n`);
  }

  remove(listener: Listener): void {
    this.listeners.delete(listener);
    listening.set(this.listeners.size);
  }

  get size(): number {
    return this.listeners.size;
  }

  /** A bus that is away only means that pages do not change by themselves; so the gateway starts without it. */
  private async connect(): Promise<void> {
    try {
      const options = natsConnection(this.configuration.NATS_URL, 'gateway');
      const connection = await connect({ ...options, waitOnFirstConnect: false, timeout: 5000 });
      this.connection = connection;
      if (this.stopping) return await connection.close();
      for (const service of SERVICES) this.hear(connection, `${service}.>`);
      this.hear(connection, progressOf('*'));
      await connection.flush();
      this.recent.begin(performance.now());
      return await this.watch(connection);
    } catch (error) {
      if (this.stopping) return undefined;
      this.logger.warn(error, 'NATS is away: pages do not change by themselves');
      this.timers.push(setTimeout(() => void this.connect(), RETRY));
      return undefined;
    }
  }

  private hear(connection: NatsConnection, subject: string): void {
    connection.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) this.logger.error(error);
        else this.tell(message);
      },
    });
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') {
        this.logger.warn('NATS is away: pages do not change by themselves');
        this.recent.end();
      }
      // What was said meanwhile was not heard here.
      if (type === 'reconnect') {
        this.recent.begin(performance.now());
        this.letAllGo();
      }
    }
  }

  private tell(message: Msg): void {
    this.acting.note(message.subject);
    const change = this.changeOf(message);
    if (change === undefined) return;
    if (isBulk(change)) this.gathered.set(change.type, change);
    else this.sendAll(change);
  }

  private changeOf(message: Msg): Change | undefined {
    try {
      return changeOf(message.subject, () => message.json());
    } catch (error) {
      this.logger.warn(error, `A message on ${message.subject} cannot be read`);
      return undefined;
    }
  }

  private flush(): void {
    for (const change of this.gathered.values()) this.sendAll(change);
    this.gathered.clear();
  }

  private sendAll(change: Change): void {
    this.recent.note(change, performance.now());
    const piece = pieceOf(change);
    for (const listener of this.listeners) {
      if (mayHear(listener.user, change)) this.send(listener, piece);
      if (actsAnew(listener.user, change)) this.letGo(listener);
    }
  }

  private send(listener: Listener, piece: string): void {
    if (listener.send(piece)) return;
    this.remove(listener);
    dropped.inc();
    this.logger.warn({ who: listener.user.id }, 'A page read too slowly and was let go');
  }

  /** Keeps the lines of those open who are still signed in and act for whom they acted when they came. */
  async beat(today: Day = this.clock.today()): Promise<void> {
    const isNewDay = today !== this.day;
    this.day = today;
    const unsure = [...this.listeners].filter(({ user }) => actsForUnknown(user));
    const isBack = unsure.length > 0 && (await this.acting.answers());
    for (const listener of this.listeners) {
      const { user } = listener;
      const mayDiffer = (isNewDay && hasRole(user, 'collection-manager')) || (isBack && unsure.includes(listener));
      const stays = !mayDiffer && (await listener.stillIn().catch(() => true));
      if (stays) this.send(listener, ': beat\n\n');
      else this.letGo(listener);
    }
  }

  private letAllGo(): void {
    for (const listener of this.listeners) this.letGo(listener);
  }

  private letGo(listener: Listener): void {
    this.remove(listener);
    listener.end();
  }
}

function pieceOf(change: Change): string {
  return `event: changed\ndata: ${JSON.stringify(change)}\n\n`;
}

/** Whether nobody could tell for whom somebody acts who may act for others. */
function actsForUnknown(user: User): boolean {
  return hasRole(user, 'collection-manager') && user.participant !== undefined && user.represents === undefined;
}
