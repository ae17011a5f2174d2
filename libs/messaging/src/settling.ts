import { SAYS, type Service } from '#libs/contracts';
import { failpoint } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { backoff, beginAttempt, failAttempt, isOutage, triesFor } from './attempts.ts';
import { advance, lockCheckpoint } from './checkpoint.ts';
import { type Delivery, deliveryOf } from './delivery.ts';
import type { Envelope } from './envelope.ts';
import type { Messaging, Tries } from './options.ts';
import { park } from './parked.ts';
import type { Reactions } from './reactions.ts';
import { pause } from './wake.ts';

/** Somebody else changed the checkpoint, in a way that has to be looked at before going on. */
export class Moved extends Error {
  override readonly name = 'Moved';
}

/** An event that took the process down each time it was tried. */
class Crashed extends Error {
  override readonly name = 'Crashed';
}

/**
 * Gives the events of one source their effect, once: under the lock of the checkpoint, in the transaction that advances
 * it. What fails is tried again alone, and parked in the end.
 */
export class Settling {
  /** The event whose last try failed for a reason of the database's own. */
  private forgiven: number | undefined;
  /** What each transaction begins with: one in which reactions take part, and one that only passes events. */
  private readonly opening: readonly string[];
  private readonly passing: readonly string[];

  constructor(
    private readonly em: EntityManager,
    private readonly source: Service,
    private readonly reactions: Reactions,
    private readonly tries: Tries,
    { first, leaseSeconds }: Pick<Messaging, 'first' | 'leaseSeconds'>,
    private readonly say: (line: string) => void,
  ) {
    this.opening = [stallLimit(leaseSeconds), PLANNED_ONCE, first].filter((statement) => statement !== '');
    this.passing = [stallLimit(leaseSeconds), NOT_ON_DISK];
  }

  /** Events that follow each other without a gap, all in one transaction; one by one where that fails. */
  async together(events: readonly Envelope[], held: AbortSignal): Promise<void> {
    try {
      await this.apply(events);
    } catch (error) {
      if (error instanceof Moved || isOutage(error)) throw error;
      await this.oneByOne(events, held);
    }
  }

  /** Each event in a transaction of its own, each try on record before it is made. */
  async oneByOne(events: readonly Envelope[], held: AbortSignal): Promise<void> {
    for (const event of events) {
      if (held.aborted) return;
      await this.tryUntilSettled(event, held);
    }
  }

  private async tryUntilSettled(event: Envelope, held: AbortSignal): Promise<void> {
    while (!held.aborted) {
      const forgiven = this.forgiven === event.sequence;
      const { tries, crashes } = await beginAttempt(this.em.fork(), this.source, event.sequence, forgiven);
      this.forgiven = undefined;
      if (crashes >= this.tries.failing) {
        const why = `The process ended each of the ${crashes} times that this was tried`;
        return this.park(event, new Crashed(why), crashes);
      }
      const failure = await this.attempt(event);
      if (failure === undefined) return;
      if (tries >= triesFor(failure.error, this.tries)) return this.park(event, failure.error, tries);
      await failAttempt(this.em.fork(), this.source, event.sequence);
      await pause(backoff(tries, this.tries), held);
    }
  }

  private async attempt(event: Envelope): Promise<{ error: unknown } | undefined> {
    try {
      await this.apply([event]);
      return undefined;
    } catch (error) {
      if (error instanceof Moved) {
        await failAttempt(this.em.fork(), this.source, event.sequence);
        throw error;
      }
      if (isOutage(error)) {
        this.forgiven = event.sequence;
        throw error;
      }
      return { error };
    }
  }

  private async apply(events: readonly Envelope[]): Promise<void> {
    const prepared = await Promise.all(events.map(async (event) => ({ event, delivery: await this.read(event) })));
    await this.em.fork().transactional(async (tx) => {
      const at = await this.lock(
        tx,
        events,
        prepared.every(({ delivery }) => delivery === undefined) ? this.passing : this.opening,
      );
      const due = prepared.filter(({ event }) => event.sequence > at);
      for (const { type, deliveries } of groups(due)) await this.reactions.react(type, deliveries);
      failpoint('hearer.applied');
      await this.pass(tx, events, at);
    });
    failpoint('hearer.committed');
  }

  private async park(event: Envelope, error: unknown, tries: number): Promise<void> {
    await this.em.fork().transactional(async (tx) => {
      const at = await this.lock(tx, [event]);
      if (event.sequence > at) await park(tx, event, error, tries);
      await this.pass(tx, [event], at);
    });
    this.say(
      `Parked ${event.type} ${event.id} (${this.source} ${event.sequence}) after ${tries} tries: ${String(error)}`,
    );
  }

  /** What nobody here reacts to is passed unread, if only its type is known. */
  private async read(event: Envelope): Promise<Delivery | undefined> {
    const known = SAYS[this.source].some(({ type }) => type === event.type);
    return known && !this.reactions.has(event.type) ? undefined : deliveryOf(event);
  }

  private async lock(
    tx: EntityManager,
    events: readonly Envelope[],
    opening: readonly string[] = this.opening,
  ): Promise<number> {
    const [first] = events;
    const { epoch, sequence, bootstrap } = await lockCheckpoint(tx, this.source, opening);
    if (bootstrap || epoch !== first?.epoch || first.sequence > sequence + 1) throw new Moved();
    return sequence;
  }

  private async pass(tx: EntityManager, events: readonly Envelope[], at: number): Promise<void> {
    const last = events.at(-1)?.sequence ?? 0;
    if (last <= at) return;
    await advance(tx, this.source, last);
  }
}

/**
 * A process that stalls in the middle of a transaction would keep its locks from the instance that took over; the server
 * ends that transaction, so that it fails when the process comes back.
 */
function stallLimit(leaseSeconds: number): string {
  return `set local idle_in_transaction_session_timeout = ${Math.ceil(leaseSeconds * 1000)}`;
}

/**
 * The statements of reactions run again and again on few rows, so that planning one takes longer than running it. By itself
 * the server plans each five times on every connection, and some of them each time.
 */
const PLANNED_ONCE = `set local plan_cache_mode = force_generic_plan`;

/** To have passed what nobody here reacts to need not reach the disk: after a crash it is passed again. */
const NOT_ON_DISK = `set local synchronous_commit = off`;

/** Consecutive deliveries of one type together. */
function groups(events: readonly { event: Envelope; delivery: Delivery | undefined }[]) {
  const all: { type: string; deliveries: Delivery[] }[] = [];
  for (const { event, delivery } of events) {
    if (delivery === undefined) continue;
    const last = all.at(-1);
    if (last?.type === event.type) last.deliveries.push(delivery);
    else all.push({ type: event.type, deliveries: [delivery] });
  }
  return all;
}
