import { jetstream, type JetStreamClient, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { natsConnection } from './nats.ts';
import { MESSAGING, type Messaging } from './options.ts';

/** The service's connection to NATS for events. Made when first needed, and kept, whatever happens to the server. */
@Injectable()
export class Bus implements OnApplicationShutdown {
  private readonly logger = new Logger('bus');
  private connecting: Promise<NatsConnection> | undefined;
  private connection: NatsConnection | undefined;
  private readonly reconnected = new Set<() => void>();

  constructor(@Inject(MESSAGING) private readonly options: Messaging) {}

  get up(): boolean {
    return this.connection !== undefined && !this.connection.isClosed() && this.live;
  }
  private live = false;

  /** Waits until there is a server. */
  async nats(): Promise<NatsConnection> {
    this.connecting ??= this.connect();
    return this.connecting;
  }

  async jetstream(): Promise<JetStreamClient> {
    return jetstream(await this.nats());
  }

  async manager(): Promise<JetStreamManager> {
    return jetstreamManager(await this.nats(), { checkAPI: false });
  }

  /** Calls back each time the server was away and came back; what it kept may be gone. Gives how to stop that. */
  onReconnect(callback: () => void): () => void {
    this.reconnected.add(callback);
    return () => this.reconnected.delete(callback);
  }

  async onApplicationShutdown(): Promise<void> {
    const connection = this.connection;
    this.connection = undefined;
    this.connecting = Promise.reject(new Error('The service is stopping'));
    this.connecting.catch(() => undefined);
    await connection?.close();
  }

  private async connect(): Promise<NatsConnection> {
    const connection = await connect(natsConnection(this.options.natsUrl, this.options.service));
    this.connection = connection;
    this.live = true;
    void this.watch(connection);
    return connection;
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.live = false;
        this.logger.warn('NATS is away');
      } else if (status.type === 'reconnect') {
        this.live = true;
        this.logger.log('NATS is back');
        for (const callback of this.reconnected) callback();
      } else if (status.type === 'error') {
        this.logger.error(status.error);
      }
    }
  }
}
