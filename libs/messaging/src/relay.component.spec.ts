import { ended, eventually } from '#libs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DiscardPolicy } from '@nats-io/jetstream';
import { participant } from '../test/effects.ts';
import { Pair, upTo } from '../test/pair.ts';

let pair: Pair;
let total = 0;

beforeAll(async () => {
  pair = await Pair.start();
});
afterAll(() => pair?.stop());
afterEach(() => pair.quiet());

function next(count: number, name = 'Library'): ReturnType<typeof participant>[] {
  return Array.from({ length: count }, () => participant(`NL-${++total}`, total, name));
}

async function everythingIsPublished(): Promise<void> {
  await eventually(async () => expect((await pair.relay()).published).toBe(total), { timeout: 20_000 });
}

/** What had its effect, by number and in the order of the effects, once the hearer has passed everything. */
async function heard(): Promise<number[]> {
  await eventually(async () => expect(await pair.checkpoint()).toBe(total), { timeout: 20_000 });
  return pair.sequences();
}

/** Numbers of the events in the stream, in its order. */
async function inTheStream(): Promise<number[]> {
  const { manager } = await pair.look();
  const { state } = await manager.streams.info('AGREEMENTS');
  const sequences: number[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
    const message = await manager.streams.getMessage('AGREEMENTS', { seq });
    if (message !== null) sequences.push(Number(message.header.get('collectie-sequence')));
  }
  return sequences;
}

/** Commits facts while no service runs. */
async function sayAlone(count: number): Promise<void> {
  const alone = await pair.agreements({ natsUrl: 'nats://127.0.0.1:9' });
  await alone.say(next(count));
  await pair.quiet();
}

describe('the relay', () => {
  it('publishes everything in order, once, while all is well', async () => {
    const agreements = await pair.agreements();
    await agreements.say(next(300), next(1), next(5));
    await everythingIsPublished();
    expect(await inTheStream()).toEqual(upTo(total));
    const { manager } = await pair.look();
    const { config } = await manager.streams.info('AGREEMENTS');
    expect(config).toMatchObject({ discard: DiscardPolicy.New, storage: 'file', retention: 'limits' });
  });

  it('brings a committed event to the stream within a moment', async () => {
    const agreements = await pair.agreements({ pollEvery: 60_000 });
    await agreements.say(next(1));
    await everythingIsPublished();
    const { connection } = await pair.look();
    const events = connection.subscribe('agreements.>');
    const begun = performance.now();
    await agreements.say(next(1));
    for await (const event of events) {
      expect(event.headers?.get('collectie-sequence')).toBe(String(total));
      break;
    }
    // Not the poll, but the commit, has woken the relay.
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it.each([
    ['within', 120],
    ['outside', 0.1],
  ])(
    'repeats but never skips when it is killed after publishing and comes back %s the window for duplicates',
    async (_, duplicateSeconds) => {
      await sayAlone(10);
      const child = await pair.child('agreements', { duplicateSeconds }, 'relay.published');
      expect(await ended(child)).toBe('SIGKILL');
      expect((await pair.relay()).published).toBe(total - 10);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await pair.agreements({ duplicateSeconds });
      await everythingIsPublished();
      const sequences = (await inTheStream()).filter((sequence) => sequence > total - 10);
      expect([...new Set(sequences)]).toEqual(upTo(total).slice(-10));
      expect(sequences.length).toBe(duplicateSeconds < 1 ? 20 : 10);
      await pair.coverage();
      expect(await heard()).toEqual(upTo(total));
    },
  );

  it('lets commits go on while NATS is killed, and delivers them when it is back', async () => {
    const agreements = await pair.agreements();
    await pair.coverage();
    await agreements.say(next(5));
    expect(await heard()).toEqual(upTo(total));
    await pair.nats.kill();
    const begun = performance.now();
    for (let n = 0; n < 20; n++) await agreements.say(next(2));
    expect(performance.now() - begun).toBeLessThan(5000);
    await eventually(async () => {
      const { messaging } = await agreements.health.check();
      expect(messaging).toMatchObject({
        nats: 'away',
        warnings: expect.arrayContaining([expect.stringMatching(/NATS is away/)]),
      });
    });
    await pair.nats.restart();
    expect(await heard()).toEqual(upTo(total));
    await everythingIsPublished();
  });

  it('keeps what a full stream refuses, says so, and drains when there is room', async () => {
    await everythingIsPublishedBy();
    const { manager } = await pair.look();
    const { state } = await manager.streams.info('AGREEMENTS');
    const full = await pair.agreements({ streamBytes: state.bytes + 40_000 });
    await full.say(next(100, 'x'.repeat(2000)));
    await eventually(async () => {
      const { messaging } = await full.health.check();
      expect(messaging.unsent).toBeGreaterThan(0);
      expect(messaging['warnings']).toEqual(
        expect.arrayContaining([expect.stringMatching(/cannot be published: maximum bytes/)]),
      );
    });
    // Who hears is not held up: what the stream does not bring is fetched from the source.
    await pair.coverage();
    expect(await heard()).toEqual(upTo(total));
    expect(await inTheStream()).not.toContain(total);

    await pair.quiet();
    await pair.agreements({ streamBytes: 100_000_000 });
    await everythingIsPublished();
    expect(await inTheStream()).toContain(total);
  });

  it('begins a stream anew that was made by who never came to it', async () => {
    await everythingIsPublishedBy();
    const { manager } = await pair.look();
    const { config } = await manager.streams.info('AGREEMENTS');
    await manager.streams.delete('AGREEMENTS');
    const { description: _begun, ...made } = config;
    await manager.streams.add(made);
    const agreements = await pair.agreements();
    await agreements.say(next(3));
    await everythingIsPublished();
    await eventually(async () => expect(await inTheStream()).toEqual(upTo(total)), { timeout: 20_000 });
  });

  it('does not start to publish into a stream that would drop old events', async () => {
    await everythingIsPublishedBy();
    const { manager } = await pair.look();
    await manager.streams.update('AGREEMENTS', { discard: DiscardPolicy.Old });
    await pair.agreements();
    await eventually(async () => {
      expect((await manager.streams.info('AGREEMENTS')).config.discard).toBe(DiscardPolicy.New);
    });
  });

  it('is one at a time, and another takes over within the lease', async () => {
    // Neither looks by itself: the one that commits must tell the one that publishes.
    const child = await pair.child('agreements', { leaseSeconds: 1, pollEvery: 60_000 });
    const other = await pair.agreements({ leaseSeconds: 1, pollEvery: 60_000 });
    await other.say(next(5));
    await everythingIsPublished();
    const holder = await pair.holder('agreements', 'relay');
    child.kill('SIGKILL');
    const killed = performance.now();
    await eventually(async () => expect(await pair.holder('agreements', 'relay')).not.toBe(holder));
    // The lease, and what asking takes on a busy machine.
    expect(performance.now() - killed).toBeLessThan(1000 + 500);
    await other.say(next(5));
    await everythingIsPublished();
    expect((await inTheStream()).filter((sequence) => sequence > total - 5)).toEqual(upTo(total).slice(-5));
  });

  it('skips nothing when one that stalled comes back after another took over', async () => {
    const child = await pair.child('agreements', { leaseSeconds: 1 });
    const other = await pair.agreements({ leaseSeconds: 1 });
    await other.say(next(5));
    await everythingIsPublished();
    const holder = await pair.holder('agreements', 'relay');
    child.kill('SIGSTOP');
    await eventually(async () => expect(await pair.holder('agreements', 'relay')).not.toBe(holder));
    await other.say(next(5));
    await everythingIsPublished();
    child.kill('SIGCONT');
    await other.say(next(5));
    await everythingIsPublished();
    expect((await inTheStream()).filter((sequence) => sequence > total - 15)).toEqual(upTo(total).slice(-15));
    expect(await pair.holder('agreements', 'relay')).not.toBe(holder);
  });

  it('lags behind a long transaction, tells so, skips nothing, and goes on as soon as that has ended', async () => {
    // What ends the waiting wakes nobody, since it says nothing.
    const agreements = await pair.agreements({ pollEvery: 60_000 });
    await everythingIsPublished();
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const long = pair.source.orm.em.fork().transactional(async (tx) => {
      await tx.execute('select pg_current_xact_id()');
      begin();
      await end;
    });
    await begun;
    await agreements.say(next(3));
    await new Promise((settled) => setTimeout(settled, 500));
    const { messaging } = await agreements.health.check();
    expect(messaging).toMatchObject({ unsent: 3 });
    expect(messaging.age).toBeGreaterThan(0.4);
    resolve();
    await long;
    await everythingIsPublished();
    expect((await inTheStream()).filter((sequence) => sequence > total - 3)).toEqual(upTo(total).slice(-3));
  });
});

async function everythingIsPublishedBy(): Promise<void> {
  await pair.agreements();
  await everythingIsPublished();
  await pair.quiet();
}
