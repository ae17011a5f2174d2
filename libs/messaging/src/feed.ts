import type { Service } from '#libs/contracts';
import { streamOf } from '#libs/contracts';
import { createInbox, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { type Envelope, envelopeOf, type Foreign } from './envelope.ts';
import { ACK_WAIT } from './streams.ts';

/** A message of the stream with its event. It comes again until it is settled. */
export interface Arrival {
  readonly event: Envelope | Foreign;
  settle(): void;
}

const MOST_BYTES = 8 * 1024 ** 2;
const HEARTBEAT = 5000;
const NANOS = 1_000_000;

/**
 * Pulls a source's events for one hearer: never more than it can hold, and what waits here is not given out again
 * meanwhile. Breaks when the consumer is gone or falls silent; then it is to be made anew.
 */
export class Feed {
  /** Why nothing comes any more. */
  broken: string | undefined;
  private readonly waiting: { arrival: Arrival; message: Msg }[] = [];
  private readonly unsettled = new Set<Msg>();
  private readonly subscription: Subscription;
  private readonly inbox: string;
  private readonly progress: NodeJS.Timeout;
  private wanted = 0;
  private bytes = 0;
  private heard = performance.now();

  constructor(
    private readonly nats: NatsConnection,
    private readonly source: Service,
    private readonly hearer: Service,
    private readonly most: number,
    private readonly arrived: () => void,
    inboxPrefix: string,
  ) {
    this.inbox = createInbox(inboxPrefix);
    this.subscription = nats.subscribe(this.inbox, {
      callback: (error, message) => (error === null ? this.receive(message) : this.breakOff(error.message)),
    });
    this.progress = setInterval(() => this.beat(), (ACK_WAIT * 1000) / 4);
    this.pull();
  }

  /** What is here now, in the order of arrival. */
  take(): Arrival[] {
    const taken = this.waiting.splice(0, this.most);
    for (const { message } of taken) this.bytes -= message.data.length;
    this.pull();
    return taken.map(({ arrival }) => arrival);
  }

  /** Gives back what was not settled, so that whoever comes next gets it at once. */
  close(): void {
    clearInterval(this.progress);
    this.subscription.unsubscribe();
    if (this.nats.isClosed()) return;
    for (const message of this.unsettled) message.respond('-NAK');
    this.unsettled.clear();
  }

  private pull(): void {
    const room = this.most - this.waiting.length;
    if (this.wanted > 0 || room < this.most / 2 || this.bytes > MOST_BYTES / 2 || this.broken !== undefined) return;
    if (this.nats.isClosed()) return this.breakOff('the connection was closed');
    this.wanted = room;
    this.nats.publish(
      `$JS.API.CONSUMER.MSG.NEXT.${streamOf(this.source).name}.${this.hearer}`,
      JSON.stringify({
        batch: room,
        max_bytes: MOST_BYTES,
        expires: HEARTBEAT * 6 * NANOS,
        idle_heartbeat: HEARTBEAT * NANOS,
      }),
      { reply: this.inbox },
    );
  }

  private receive(message: Msg): void {
    this.heard = performance.now();
    const status = message.headers?.code ?? 0;
    if (status !== 0 && message.data.length === 0 && message.reply === '') return this.understand(status, message);
    if (status === 100 || status === 503) return this.understand(status, message);
    this.wanted = Math.max(0, this.wanted - 1);
    this.bytes += message.data.length;
    this.unsettled.add(message);
    const settle = () => {
      if (this.unsettled.delete(message) && !this.nats.isClosed()) message.respond('+ACK');
    };
    this.waiting.push({ message, arrival: { event: envelopeOf(this.source, message), settle } });
    this.pull();
    this.arrived();
  }

  /** 100 is a heartbeat, 404 and 408 end a request; most of 409, and 503, mean that the consumer is no more. */
  private understand(status: number, message: Msg): void {
    if (status === 100) return;
    const words = message.headers?.description ?? '';
    if (status === 404 || status === 408 || (status === 409 && !/deleted|leadership|shutdown/i.test(words))) {
      this.wanted = 0;
      this.pull();
      return;
    }
    this.breakOff(`${status} ${words}`);
  }

  private beat(): void {
    if (performance.now() - this.heard > HEARTBEAT * 3) this.breakOff('it fell silent');
    if (this.nats.isClosed()) return;
    for (const message of this.unsettled) message.respond('+WPI');
  }

  private breakOff(why: string): void {
    this.broken ??= why;
    this.arrived();
  }
}
