import { jetstream, type JetStreamClient, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { natsConnection, patientConnection } from './nats.ts';
import { MESSAGING, type Messaging } from './options.ts';

/** How long who needs the bus waits for a first connection, before it is told that there is none. */
const PATIENCE = 1000;

/** The service's connection to NATS for events. Made when first needed, and kept, whatever happens to the server. */
@Injectable()
export class Bus implements OnApplicationShutdown {
  private readonly logger = new Logger('bus');
  private readonly stopping = new AbortController();
  private readonly back = new Set<() => void>();
  private connecting: Promise<void> | undefined;
  private connection: NatsConnection | undefined;
  private live = false;

  constructor(@Inject(MESSAGING) private readonly options: Messaging) {}

  get up(): boolean {
    return this.live && this.connection?.isClosed() === false;
  }

  /** Fails when there was no server yet; a connection that was made heals by itself. */
  async nats(): Promise<NatsConnection> {
    this.connecting ??= this.connect();
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE);
    });
    await Promise.race([this.connecting, waited]);
    clearTimeout(timer);
    if (this.connection === undefined) throw new Error('NATS is away');
    return this.connection;
  }

  async jetstream(): Promise<JetStreamClient> {
    return jetstream(await this.nats());
  }

  async manager(): Promise<JetStreamManager> {
    return jetstreamManager(await this.nats(), { checkAPI: false });
  }

  /** Tells who listens at this moment; nobody, while there is no bus. */
  tell(subject: string): void {
    if (this.up) this.connection?.publish(subject);
  }

  /** Calls back each time there is a server again; what it kept may be gone. Gives how to stop that. */
  onReconnect(callback: () => void): () => void {
    this.back.add(callback);
    return () => this.back.delete(callback);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.connecting;
    await this.connection?.close();
  }

  private async connect(): Promise<void> {
    const { natsUrl, service } = this.options;
    this.connection = await patientConnection(natsConnection(natsUrl, service), this.stopping.signal);
    if (this.connection === undefined) return;
    this.live = true;
    void this.watch(this.connection);
    for (const callback of this.back) callback();
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.live = false;
        this.logger.warn('NATS is away');
      } else if (status.type === 'reconnect') {
        this.live = true;
        this.logger.log('NATS is back');
        for (const callback of this.back) callback();
      } else if (status.type === 'error') {
        this.logger.error(status.error);
      }
    }
  }
}
