import type { Isil } from '#libs/kernel';
import { MESSAGING, type Messaging, natsConnection, progressOf } from '#libs/messaging';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { RunState } from '../model/run.ts';

/** How far a run is, for those who watch. No event: what is missed is overtaken by the next. */
export interface RunProgress {
  readonly run: string;
  readonly participant: Isil;
  readonly state: RunState;
  readonly bytes: number;
  readonly bytesRead: number;
  readonly records: number;
  readonly rejected: number;
  readonly applied: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Milliseconds between two tellings of one run in one state. */
const EVERY = 250;

/** Tells the bus how runs go on, at most four times a second each. A bus that is away stops no import. */
@Injectable()
export class ProgressTeller implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('progress');
  private connection: NatsConnection | undefined;
  private ending = false;
  private readonly last = new Map<string, { at: number; state: RunState }>();

  constructor(@Inject(MESSAGING) private readonly options: Pick<Messaging, 'natsUrl'>) {}

  onApplicationBootstrap(): void {
    this.connect().catch((error: unknown) => this.logger.warn(error));
  }

  private async connect(): Promise<void> {
    const connection = await connect(natsConnection(this.options.natsUrl, 'holdings progress'));
    this.connection = connection;
    if (this.ending) await connection.close();
  }

  tell(progress: RunProgress): void {
    const last = this.last.get(progress.run);
    const now = performance.now();
    if (last !== undefined && last.state === progress.state && now - last.at < EVERY) return;
    if (progress.state === 'done' || progress.state === 'failed' || progress.state === 'cancelled') {
      this.last.delete(progress.run);
    } else this.last.set(progress.run, { at: now, state: progress.state });
    if (this.connection === undefined || this.connection.isClosed()) return;
    this.connection.publish(progressOf(progress.participant), JSON.stringify(progress));
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending = true;
    await this.connection?.close();
  }
}
