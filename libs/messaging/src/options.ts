import type { Service } from '#libs/contracts';

/** How a service takes part in event delivery. */
export interface MessagingOptions {
  /** `nats://user:password@host:port`; several servers of a cluster with commas between. */
  readonly natsUrl: string;
  /** Bytes that the service's own stream may keep; publishing stops there, an alarm comes at 80 %. */
  readonly streamBytes?: number;
  /** Copies of the stream in a cluster. */
  readonly replicas?: number;
  /** What the bus carries in one message. */
  readonly maxPayload?: number;
  /** Seconds after which another instance takes over from one that fell silent. */
  readonly leaseSeconds?: number;
  /** Within which NATS itself drops a repeated publication. Nothing depends on it. */
  readonly duplicateSeconds?: number;
  /** Milliseconds after which the relay looks for work when nobody woke it. */
  readonly pollEvery?: number;
  /** Milliseconds between two heads. */
  readonly headEvery?: number;
  /** Milliseconds after which a hearer that is behind a head fetches what is missing from the source. */
  readonly patience?: number;
  /** Events that are applied in one transaction at most. */
  readonly batch?: number;
  /** Tries before an event is parked. */
  readonly tries?: Partial<Tries>;
  /**
   * Statement that every transaction in which events are heard begins with, before anything is written: the place for a
   * lock of the hearer's own, so that what waited for it is also ordered later in its outbox.
   */
  readonly first?: string;
  /** Rows of the outbox in one partition. */
  readonly partitionRows?: number;
}

export interface Tries {
  /** Of an event whose handler fails, or takes the process down. */
  readonly failing: number;
  /** Of an event that the domain refuses. */
  readonly refused: number;
  /** Of an event about something that is not known yet. */
  readonly unknown: number;
  /** Milliseconds before the second try; doubles, up to five seconds. */
  readonly backoff: number;
}

/** The options with their defaults, for one service. */
export type Messaging = Required<Omit<MessagingOptions, 'tries'>> & {
  readonly service: Service;
  readonly tries: Tries;
};

/** Injection token of `Messaging`. */
export const MESSAGING = Symbol('messaging');

export function messaging(service: Service, options: MessagingOptions): Messaging {
  return {
    streamBytes: 4 * 1024 ** 3,
    replicas: 1,
    maxPayload: 4 * 1024 ** 2,
    leaseSeconds: 5,
    duplicateSeconds: 120,
    pollEvery: 150,
    headEvery: 2000,
    patience: 2000,
    batch: 100,
    partitionRows: 10_000,
    first: '',
    ...options,
    service,
    tries: { failing: 5, refused: 2, unknown: 8, backoff: 100, ...options.tries },
  };
}
