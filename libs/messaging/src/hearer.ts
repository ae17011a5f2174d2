import type { Service } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { RequestContext } from '@mikro-orm/core';
import { Logger } from '@nestjs/common';
import type { OutboxHead, OutboxPage } from './answers.ts';
import type { Bus } from './bus.ts';
import { type Checkpoint, readCheckpoint, requestBootstrap, settle } from './checkpoint.ts';
import { type Envelope, isEnvelope } from './envelope.ts';
import { type Arrival, Feed } from './feed.ts';
import { inboxOf, natsConnection } from './nats.ts';
import { Headway } from './headway.ts';
import type { Messaging } from './options.ts';
import { park } from './parked.ts';
import type { Questions } from './questions.ts';
import type { Reactions } from './reactions.ts';
import type { Head } from './relay-log.ts';
import { Moved, Settling } from './settling.ts';
import { ensureConsumer } from './streams.ts';
import { askOf, QUESTION } from './subjects.ts';
import { pause, Wake } from './wake.ts';

const BACKOFF = { first: 200, most: 5000 };
const TELL_EVERY = 5000;
const LOOK_EVERY = 500;

export interface HearerParts {
  readonly em: EntityManager;
  readonly bus: Bus;
  readonly questions: Questions;
  readonly reactions: Reactions;
  readonly options: Messaging;
}

/**
 * Hears one source: takes what the stream brings, fetches from the source itself what the stream does not, and takes a
 * snapshot where neither can tell it. Whatever the stream repeats, mixes up or loses, each event has its effect once
 * and in the source's order.
 */
export class Hearer {
  /** Why hearing fails at present. */
  trouble: string | undefined;
  private readonly logger: Logger;
  private readonly settling: Settling;
  private readonly arrived = new Wake();
  private at: Checkpoint = { epoch: null, sequence: 0, bootstrap: false };
  private readonly headway = new Headway();
  private told = { at: 0, sequence: -1 };
  private looked = 0;

  constructor(
    readonly source: Service,
    private readonly parts: HearerParts,
  ) {
    const { em, reactions, options } = parts;
    this.logger = new Logger(`hearer of ${source}`);
    this.settling = new Settling(em, source, reactions, options.tries, options, (line) => this.logger.warn(line));
  }

  /** Events that the source has said and that had no effect here yet, as far as is known. */
  get lag(): number {
    return this.headway.lag(this.at);
  }

  /** The source tells how far it is. */
  noteHead(head: Head): void {
    this.headway.note(head, this.at, performance.now());
    this.arrived.now();
  }

  async run(held: AbortSignal): Promise<void> {
    const forget = this.parts.bus.onReconnect(() => this.arrived.now());
    let wait = BACKOFF.first;
    while (!held.aborted) {
      try {
        const before = this.at;
        await this.hear(held, () => (this.trouble = undefined));
        if (before !== this.at) wait = BACKOFF.first;
      } catch (error) {
        if (held.aborted) break;
        if (error instanceof Moved) continue;
        this.trouble = error instanceof Error ? error.message : String(error);
        this.logger.warn(`${this.trouble}; next try in ${wait} ms`);
        await pause(wait, held);
        wait = Math.min(wait * 2, BACKOFF.most);
      }
    }
    forget();
  }

  private async hear(held: AbortSignal, well: () => void): Promise<void> {
    const { bus, options } = this.parts;
    await this.meet();
    const waiting = await ensureConsumer(await bus.manager(), options.service, this.source);
    const nats = await bus.nats();
    const inbox = natsConnection(options.natsUrl, options.service).inboxPrefix ?? inboxOf(options.service);
    const feed = new Feed(nats, this.source, options.service, options.batch, () => this.arrived.now(), inbox);
    const gone = new AbortController();
    const forget = bus.onReconnect(() => gone.abort());
    // Whoever was here before may have died of an event that waits: the first batch of those goes one by one, on record.
    let careful = Math.min(waiting, options.batch);
    well();
    try {
      while (!held.aborted && !gone.signal.aborted) {
        if (feed.broken !== undefined) throw new Error(`The stream of ${this.source} gives nothing: ${feed.broken}`);
        const arrivals = feed.take();
        if (arrivals.length === 0) await this.idle(held);
        else careful -= await this.takeIn(arrivals, careful > 0, held);
        this.tellPassed();
      }
    } finally {
      forget();
      feed.close();
    }
  }

  /** Finds the place to go on from; takes a snapshot when there is none. */
  private async meet(): Promise<void> {
    this.at = await readCheckpoint(this.parts.em.fork(), this.source);
    if (this.at.epoch === null || this.at.bootstrap) await this.begin(await this.askHead());
  }

  private async begin({ epoch, sequence, floor }: OutboxHead): Promise<void> {
    const { em, reactions } = this.parts;
    const first = this.at.epoch === null && !this.at.bootstrap;
    if (!reactions.concerns(this.source)) {
      await settle(em.fork(), this.source, epoch, sequence);
    } else if (first && floor === 1) {
      await settle(em.fork(), this.source, epoch, 0);
    } else if (reactions.canBootstrap(this.source)) {
      await requestBootstrap(em.fork(), this.source);
      this.logger.log(`Taking a snapshot of ${this.source} at ${sequence}`);
      await RequestContext.create(em, () => reactions.bootstrap({ source: this.source, epoch, sequence }));
      await settle(em.fork(), this.source, epoch, sequence);
      this.logger.log(`Took a snapshot of ${this.source} at ${sequence}`);
    } else if (floor === 1) {
      await settle(em.fork(), this.source, epoch, 0);
    } else {
      throw new Error(
        `${this.source} no longer has its events before ${floor}, and this service has no method that @Bootstraps('${this.source}')`,
      );
    }
    this.at = await readCheckpoint(em.fork(), this.source);
  }

  /** Nothing comes. That may be all there is; when a head says otherwise, the rest is fetched. */
  private async idle(held: AbortSignal): Promise<void> {
    const { epoch, sequence } = this.headway.head ?? this.at;
    if (epoch !== this.at.epoch || sequence < this.at.sequence) {
      await this.compare();
      this.headway.head = undefined;
    } else if (sequence > this.at.sequence && this.headway.waited(performance.now()) > this.parts.options.patience) {
      await this.fetch(sequence, held);
    } else {
      // By the clock: where heads come more often than that, every wait ends early.
      if ((await this.arrived.wait(LOOK_EVERY, held)) && performance.now() - this.looked < LOOK_EVERY) return;
      this.looked = performance.now();
      const { bootstrap } = await readCheckpoint(this.parts.em.fork(), this.source);
      if (bootstrap) throw new Moved();
    }
  }

  /** The source says that it is another, or not as far as we have heard: then what we know of it is void. */
  private async compare(): Promise<void> {
    const head = await this.askHead();
    if (head.epoch === this.at.epoch && head.sequence >= this.at.sequence) return;
    this.logger.warn(`${this.source} began anew`);
    await this.begin(head);
  }

  private async takeIn(arrivals: Arrival[], carefully: boolean, held: AbortSignal): Promise<number> {
    const events = await this.inOrder(arrivals);
    let taken = 0;
    for (const run of runsOf(events)) {
      const [first] = run;
      if (first !== undefined && first.sequence > this.at.sequence + 1) await this.fetch(first.sequence - 1, held);
      const due = run.filter(({ epoch, sequence }) => epoch === this.at.epoch && sequence > this.at.sequence);
      await this.apply(due, carefully, held);
      taken += due.length;
    }
    if (!held.aborted) for (const arrival of arrivals) arrival.settle();
    this.headway.noteBrought(performance.now());
    return taken;
  }

  private async inOrder(arrivals: Arrival[]): Promise<Envelope[]> {
    const events: Envelope[] = [];
    for (const { event } of arrivals) {
      if (!isEnvelope(event)) {
        const why = new Error(
          'It does not carry the headers of an event: ce-id, ce-type, collectie-epoch, collectie-sequence',
        );
        await this.parts.em.fork().transactional((tx) => park(tx, event, why, 1));
      } else if (event.epoch === this.at.epoch) events.push(event);
      else await this.compare();
    }
    return events.filter(({ epoch }) => epoch === this.at.epoch).toSorted((a, b) => a.sequence - b.sequence);
  }

  private async apply(events: Envelope[], carefully: boolean, held: AbortSignal): Promise<void> {
    if (events.length === 0) return;
    if (carefully) await this.settling.oneByOne(events, held);
    else await this.settling.together(events, held);
    if (!held.aborted) this.at = { ...this.at, sequence: events.at(-1)?.sequence ?? this.at.sequence };
  }

  /** What the stream does not bring, the source still has. */
  private async fetch(upTo: number, held: AbortSignal): Promise<void> {
    while (this.at.sequence < upTo && !held.aborted) {
      const after = this.at.sequence;
      const page = await this.parts.questions.ask<OutboxPage>(askOf(this.source, QUESTION.read), { after, upTo });
      const [first] = page.events;
      if (page.epoch !== this.at.epoch || page.sequence < after || page.floor > after + 1) return this.begin(page);
      if (first?.sequence !== after + 1) throw new Error(`${this.source} does not give its event ${after + 1}`);
      this.logger.log(
        `Fetched ${page.events.length} events of ${this.source} after ${after}, which the stream did not bring`,
      );
      await this.apply(page.events, true, held);
    }
  }

  private askHead(): Promise<OutboxHead> {
    return this.parts.questions.ask<OutboxHead>(askOf(this.source, QUESTION.head));
  }

  /** The source may forget what all have passed. */
  private tellPassed(): void {
    const { epoch, sequence } = this.at;
    if (epoch === null || sequence === this.told.sequence || performance.now() - this.told.at < TELL_EVERY) return;
    this.told = { at: performance.now(), sequence };
    const { questions, options } = this.parts;
    questions.ask(askOf(this.source, QUESTION.passed), { hearer: options.service, epoch, sequence }).catch(() => {
      this.told.sequence = -1;
    });
  }
}

/** Events cut where a number is missing; what repeats is left to the checkpoint. */
function runsOf(events: Envelope[]): Envelope[][] {
  const runs: Envelope[][] = [];
  let last = Number.NaN;
  for (const event of events) {
    const run = runs.at(-1);
    if (run !== undefined && event.sequence === last) continue;
    if (run !== undefined && event.sequence === last + 1) run.push(event);
    else runs.push([event]);
    last = event.sequence;
  }
  return runs;
}
