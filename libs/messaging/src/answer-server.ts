import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';
import { ServerNats } from '@nestjs/microservices';
import { natsConnection, patientConnection } from './nats.ts';
import { MESSAGING, type Messaging } from './options.ts';

/**
 * Nest's own NATS transport, for answering questions; the instances of a service share them. It waits for a bus that is
 * away instead of keeping the service from starting, or from stopping.
 */
@Injectable()
export class AnswerServer extends ServerNats {
  private readonly stopping = new AbortController();
  private readonly connecting: ConnectionOptions;
  private connection: NatsConnection | undefined;

  constructor(@Inject(MESSAGING) { natsUrl, service }: Messaging) {
    super({ queue: service });
    this.connecting = natsConnection(natsUrl, service);
  }

  override listen(callback: (error?: unknown) => void): Promise<void> {
    void this.listenWhenThereIsABus();
    callback();
    return Promise.resolve();
  }

  override async close(): Promise<void> {
    this.stopping.abort();
    await this.connection?.close();
  }

  private async listenWhenThereIsABus(): Promise<void> {
    this.connection = await patientConnection(this.connecting, this.stopping.signal);
    if (this.connection === undefined) return;
    if (this.stopping.signal.aborted) return this.connection.close();
    this.bindEvents(this.connection);
  }
}
