import { HEARS, SERVICES, streamOf } from '#libs/contracts';
import type { JetStreamClient } from '@nats-io/jetstream';
import { EntityManager } from '@mikro-orm/postgresql';
import { failpoint } from '#libs/platform';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Bus } from './bus.ts';
import { type Envelope, headersOf } from './envelope.ts';
import { Lease } from './lease.ts';
import { MESSAGING, type Messaging } from './options.ts';
import { addPartitions, dropPassedPartitions } from './partitions.ts';
import {
  markPublished,
  MOST_NUMBERED,
  number,
  numberDue,
  passedByAll,
  readLog,
  readUnpublished,
  relayState,
  type RelayState,
  rewind,
  unnumbered,
} from './relay-log.ts';
import { ensureStream, noteBegun } from './streams.ts';
import { committedBy, headsOf } from './subjects.ts';
import { pause, Wake } from './wake.ts';

/** Publications on their way at once. */
const WINDOW = 128;
const PAGE_BYTES = 8 * 1024 ** 2;
const BACKOFF = { first: 250, most: 5000 };
const UPKEEP_EVERY = 10_000;
/** Milliseconds after which rows that wait for an older transaction are looked at again; doubles. */
const LOOK_AGAIN = 2;
/** Milliseconds that a timer can wait at most. */
const LONGEST = 2 ** 31 - 1;

/**
 * Publishes what the service committed: in order, all of it, at least once. One instance does so at a time. Numbering
 * goes on while the bus is away, so that hearers can still ask for what they miss.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Why publishing fails at present. */
  trouble: string | undefined;
  private readonly logger = new Logger('relay');
  private readonly stopping = new AbortController();
  private readonly advanced = new Wake();
  private readonly lease: Lease;
  private readonly hearers;
  private running: Promise<unknown> = Promise.resolve();
  private streamKnown = false;
  private head = 0;

  constructor(
    private readonly em: EntityManager,
    private readonly bus: Bus,
    private readonly wake: Wake,
    @Inject(MESSAGING) private readonly options: Messaging,
  ) {
    this.lease = new Lease(em, 'relay', options.leaseSeconds);
    this.hearers = SERVICES.filter((hearer) => HEARS[hearer].includes(options.service));
  }

  onApplicationBootstrap(): void {
    this.wake.elsewhere = this.passOn;
    this.running = this.lease.during(this.stopping.signal, (held) => this.work(held));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private readonly passOn = (): void => this.bus.tell(committedBy(this.options.service));

  private async work(held: AbortSignal): Promise<void> {
    this.wake.elsewhere = undefined;
    this.streamKnown = false;
    const forget = this.bus.onReconnect(() => {
      this.streamKnown = false;
      this.advanced.now();
    });
    try {
      await Promise.all([
        this.keepOn(held, () => this.number(held)),
        this.keepOn(held, () => this.hearOthers(held)),
        this.keepOn(held, () => this.publish(held)),
        this.keepOn(held, () => this.tellHead(held)),
        this.keepOn(held, () => this.upkeep(held)),
      ]);
    } finally {
      forget();
      this.wake.elsewhere = this.passOn;
    }
  }

  /** Does a step again and again; after a failure more slowly, so that whoever is in trouble is left in peace. */
  private async keepOn(held: AbortSignal, step: () => Promise<void>): Promise<void> {
    let wait = BACKOFF.first;
    while (!held.aborted) {
      try {
        await step();
        wait = BACKOFF.first;
      } catch (error) {
        if (held.aborted) return;
        this.logger.warn(`${messageOf(error)}; next try in ${wait} ms`);
        await pause(wait, held);
        wait = Math.min(wait * 2, BACKOFF.most);
      }
    }
  }

  private async number(held: AbortSignal): Promise<void> {
    const { numbered, head, remaining } = await number(this.em, MOST_NUMBERED);
    if (head !== this.head) this.advanced.now();
    this.head = head;
    if (numbered < MOST_NUMBERED) await this.untilDue(remaining, held);
  }

  /** Until somebody commits or rows may be numbered. Numbering locks and writes, looking does neither. */
  private async untilDue(left: boolean, held: AbortSignal): Promise<void> {
    const { pollEvery } = this.options;
    let wait = left ? LOOK_AGAIN : pollEvery;
    while (!held.aborted && !(await this.wake.wait(wait, held))) {
      const found = await unnumbered(this.em);
      if (found === 'due') return;
      wait = found === 'waiting' ? Math.min(wait * 2, pollEvery) : pollEvery;
    }
  }

  /** Other instances commit, too. */
  private async hearOthers(held: AbortSignal): Promise<void> {
    const nats = await this.bus.nats();
    const others = nats.subscribe(committedBy(this.options.service), { callback: () => this.wake.now() });
    await pause(LONGEST, held);
    others.unsubscribe();
  }

  private async publish(held: AbortSignal): Promise<void> {
    try {
      const js = await this.bus.jetstream();
      if (!this.streamKnown) await this.meetStream();
      const { state, page } = await readUnpublished(this.em, this.options.service, PAGE_BYTES);
      await this.publishLog(js, state, page, held);
      this.trouble = undefined;
      await this.advanced.wait(1000, held);
    } catch (error) {
      this.trouble = messageOf(error);
      this.streamKnown = false;
      throw error;
    }
  }

  private async meetStream(): Promise<void> {
    const manager = await this.bus.manager();
    const { begun } = await ensureStream(manager, this.options);
    if (!begun) {
      await rewind(this.em);
      await noteBegun(manager, this.options);
    }
    this.streamKnown = true;
  }

  /** Pages are read ahead, publications overlap; what is marked is only what came before the first that failed. */
  private async publishLog(
    js: JetStreamClient,
    { epoch, published, sequence }: RelayState,
    first: Envelope[],
    held: AbortSignal,
  ): Promise<void> {
    const read = (after: number) =>
      after < sequence
        ? readLog(this.em, this.options.service, epoch, { after, upTo: sequence }, PAGE_BYTES)
        : Promise.resolve([]);
    let page = first;
    let marking = Promise.resolve();
    while (page.length > 0 && !held.aborted) {
      const last = page.at(-1)?.sequence ?? published;
      const following = read(last);
      // Awaited below, or not at all when publishing fails first.
      following.catch(() => undefined);
      const done = await this.publishPage(js, page);
      await marking;
      if (done.upTo > 0) marking = markPublished(this.em, this.lease.holder, done.upTo);
      if (done.error !== undefined) {
        await marking;
        throw done.error;
      }
      page = await following;
    }
    await marking;
  }

  private async publishPage(js: JetStreamClient, page: Envelope[]): Promise<{ upTo: number; error?: unknown }> {
    const failed: { sequence: number; error: unknown }[] = [];
    const going = new Set<Promise<void>>();
    let last = 0;
    for (const event of page) {
      if (failed.length > 0) break;
      const publication = this.publishOne(js, event)
        .catch((error: unknown) => void failed.push({ sequence: event.sequence, error }))
        .finally(() => going.delete(publication));
      going.add(publication);
      last = event.sequence;
      if (going.size >= WINDOW) await Promise.race(going);
    }
    await Promise.all(going);
    failpoint('relay.published');
    const [first] = failed.toSorted((a, b) => a.sequence - b.sequence);
    return first === undefined ? { upTo: last } : { upTo: first.sequence - 1, error: first.error };
  }

  private async publishOne(js: JetStreamClient, event: Envelope): Promise<void> {
    await js.publish(event.subject, event.data, {
      msgID: event.id,
      headers: headersOf(event),
      expect: { streamName: streamOf(this.options.service).name },
      timeout: 5000,
    });
  }

  private async tellHead(held: AbortSignal): Promise<void> {
    await numberDue(this.em);
    const { epoch, sequence } = await relayState(this.em);
    const nats = await this.bus.nats();
    nats.publish(headsOf(this.options.service), JSON.stringify({ service: this.options.service, epoch, sequence }));
    await pause(this.options.headEvery, held);
  }

  private async upkeep(held: AbortSignal): Promise<void> {
    await addPartitions(this.em, this.options.partitionRows);
    const passed = await passedByAll(this.em, this.hearers);
    if (passed > 0) await dropPassedPartitions(this.em, BigInt(passed));
    await pause(UPKEEP_EVERY, held);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
