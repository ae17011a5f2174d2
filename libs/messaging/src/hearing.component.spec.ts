import { ended, eventually } from '#libs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AckPolicy } from '@nats-io/jetstream';
import { participant, RecordParticipants } from '../test/effects.ts';
import { Pair, upTo } from '../test/pair.ts';
import type { TestService } from '../test/service.ts';

let pair: Pair;
/** Events that the source has said so far, by all tests of this file. */
let total = 0;

let agreements: TestService;

beforeAll(async () => {
  pair = await Pair.start();
  agreements = await pair.agreements();
});
afterAll(() => pair?.stop());
afterEach(() => pair.quiet(agreements));

/** As many participants as asked for, each with the number of its event as its version. */
function next(count: number): ReturnType<typeof participant>[] {
  return Array.from({ length: count }, () => participant(`NL-${++total}`, total));
}

/** What had its effect, by number and in the order of the effects, once the hearer has passed everything. */
async function heard(): Promise<number[]> {
  await eventually(async () => expect(await pair.checkpoint()).toBe(total), { timeout: 20_000 });
  return pair.sequences();
}

describe('a hearer', () => {
  it('applies what was said before it came, and what is said while it listens', async () => {
    await agreements.say(next(250));
    await pair.coverage();
    await agreements.say(next(3), next(4));
    expect(await heard()).toEqual(upTo(total));
  });

  it('applies together what comes together when nothing waited for it', async () => {
    await pair.coverage();
    await agreements.say(next(1));
    expect(await heard()).toEqual(upTo(total));
    RecordParticipants.batches.length = 0;
    await agreements.say(next(40));
    expect(await heard()).toEqual(upTo(total));
    expect(Math.max(...RecordParticipants.batches)).toBeGreaterThan(10);
  });

  it('does nothing again that it did before it was killed between commit and acknowledgement', async () => {
    const child = await pair.child('coverage', {}, 'hearer.committed');
    await agreements.say(next(5));
    expect(await ended(child)).toBe('SIGKILL');
    expect(await pair.checkpoint()).toBeGreaterThan(total - 5);
    await pair.coverage();
    expect(await heard()).toEqual(upTo(total));
  });

  it('moves checkpoint and effects together when it is killed inside the transaction', async () => {
    const before = await pair.checkpoint();
    await agreements.say(next(5));
    await eventually(async () => expect((await pair.relay()).published).toBe(total));
    const child = await pair.child('coverage', {}, 'hearer.applied:2');
    expect(await ended(child)).toBe('SIGKILL');
    expect(await pair.checkpoint()).toBe(before + 2);
    expect(await pair.sequences()).toEqual(upTo(before + 2));
    await pair.coverage();
    expect(await heard()).toEqual(upTo(total));
  });

  it('changes nothing when the whole stream is delivered again, twice', async () => {
    await agreements.say(next(20));
    await pair.coverage();
    expect(await heard()).toEqual(upTo(total));
    const state = () => pair.hearer.orm.em.fork().execute('select xmin, * from participant order by isil');
    const before = await state();

    const { connection, manager } = await pair.look();
    const js = manager.jetstream();
    for (let time = 0; time < 2; time++) {
      const { state: stream } = await manager.streams.info('AGREEMENTS');
      for (let seq = stream.first_seq; seq <= stream.last_seq; seq++) {
        const message = await manager.streams.getMessage('AGREEMENTS', { seq });
        if (message === null) continue;
        // Under another id, so that NATS does not recognise it.
        message.header.set('Nats-Msg-Id', `again-${time}-${seq}`);
        await js.publish(message.subject, message.data, { headers: message.header });
      }
    }
    await connection.flush();
    await agreements.say(next(1));
    expect(await heard()).toEqual(upTo(total));
    const after = (await state()) as { isil: string }[];
    expect(after.filter(({ isil }) => isil !== `NL-${total}`)).toEqual(before);
  });

  it('applies in the order of the source what the stream brings in another', async () => {
    await agreements.say(next(1));
    await eventually(async () => expect((await pair.relay()).published).toBe(total));
    // Messages of the stream, swapped by hand: the originals are deleted before anybody hears them.
    const said = next(6);
    await agreements.say(said);
    await eventually(async () => expect((await pair.relay()).published).toBe(total));
    const { manager } = await pair.look();
    const js = manager.jetstream();
    const { state } = await manager.streams.info('AGREEMENTS');
    const originals = [];
    for (let seq = state.last_seq - 5; seq <= state.last_seq; seq++) {
      const message = await manager.streams.getMessage('AGREEMENTS', { seq });
      if (message !== null) originals.push(message);
      await manager.streams.deleteMessage('AGREEMENTS', seq);
    }
    for (const [n, message] of originals.toReversed().entries()) {
      message.header.set('Nats-Msg-Id', `swapped-${total}-${n}`);
      await js.publish(message.subject, message.data, { headers: message.header });
    }
    await pair.coverage();
    expect(await heard()).toEqual(upTo(total));
  });

  it('lets a newer version stand when an older one comes later', async () => {
    await pair.coverage();
    await agreements.say([participant('NL-versions', 7, 'new')], [participant('NL-versions', 6, 'old')]);
    total += 2;
    await eventually(async () => expect(await pair.checkpoint()).toBe(total));
    const rows = await pair.hearer.orm.em
      .fork()
      .execute(`select version, name from participant where isil = 'NL-versions'`);
    expect(rows).toEqual([{ version: 7, name: 'new' }]);
  });

  it('fetches from the source what the stream has lost in the middle', async () => {
    await agreements.say(next(9));
    await eventually(async () => expect((await pair.relay()).published).toBe(total));
    const { manager } = await pair.look();
    const { state } = await manager.streams.info('AGREEMENTS');
    for (const back of [7, 6, 3]) await manager.streams.deleteMessage('AGREEMENTS', state.last_seq - back);
    await pair.coverage();
    expect(await heard()).toEqual(upTo(total));
  });

  it('notices that the end of the stream was lost, and does not think that it is up to date', async () => {
    await agreements.say(next(10));
    await eventually(async () => expect((await pair.relay()).published).toBe(total));
    const { manager } = await pair.look();
    const { state } = await manager.streams.info('AGREEMENTS');
    for (let back = 0; back < 4; back++) await manager.streams.deleteMessage('AGREEMENTS', state.last_seq - back);
    await pair.coverage();
    expect(await heard()).toEqual(upTo(total));
  });

  it('catches up after NATS lost everything it stored', async () => {
    const coverage = await pair.coverage();
    await agreements.say(next(5));
    expect(await heard()).toEqual(upTo(total));
    await pair.nats.kill();
    await pair.nats.wipe();
    await agreements.say(next(5));
    await pair.nats.restart();
    await agreements.say(next(5));
    expect(await heard()).toEqual(upTo(total));
    await eventually(async () => expect((await pair.relay()).published).toBe(total));
    expect((await coverage.health.check()).messaging).toMatchObject({ lag: { agreements: 0 }, parked: 0, nats: 'up' });
    const { manager } = await pair.look();
    // What the outbox still has is in the stream again, for those who hear it otherwise.
    expect((await manager.streams.info('AGREEMENTS')).state.messages).toBeGreaterThanOrEqual(total);
    expect((await manager.consumers.info('AGREEMENTS', 'coverage')).config.ack_policy).toBe(AckPolicy.Explicit);
  });

  it('goes by the order of the source when the clock jumps a day back and forth', async () => {
    await pair.coverage();
    const real = Date.now;
    try {
      await agreements.say(next(3));
      Date.now = () => real() + 86_400_000;
      await agreements.say(next(3));
      Date.now = () => real() - 86_400_000;
      await agreements.say(next(3));
      expect(await heard()).toEqual(upTo(total));
    } finally {
      Date.now = real;
    }
  });

  it('holds little and has nothing delivered twice while its work is slow', async () => {
    const coverage = await pair.coverage({ batch: 20 });
    RecordParticipants.slow = 100;
    RecordParticipants.batches.length = 0;
    try {
      await agreements.say(next(400));
      expect(await heard()).toEqual(upTo(total));
    } finally {
      RecordParticipants.slow = 0;
    }
    expect(Math.max(...RecordParticipants.batches)).toBeLessThanOrEqual(20);
    const { manager } = await pair.look();
    await eventually(async () => {
      const info = await manager.consumers.info('AGREEMENTS', 'coverage');
      expect({ redelivered: info.num_redelivered, pending: info.num_ack_pending }).toEqual({
        redelivered: 0,
        pending: 0,
      });
    });
    expect(coverage.strategy.hearers.map(({ lag }) => lag)).toEqual([0, 0]);
  });

  it('makes way for another instance that takes over within the lease', async () => {
    const child = await pair.child('coverage', { leaseSeconds: 1 });
    await agreements.say(next(10));
    expect(await heard()).toEqual(upTo(total));
    await pair.coverage({ leaseSeconds: 1 });
    await agreements.say(next(10));
    expect(await heard()).toEqual(upTo(total));
    const holder = await pair.holder('coverage', 'hearing');
    child.kill('SIGKILL');
    const killed = performance.now();
    await eventually(async () => expect(await pair.holder('coverage', 'hearing')).not.toBe(holder));
    // The lease, and what asking takes on a busy machine.
    expect(performance.now() - killed).toBeLessThan(1000 + 500);
    await agreements.say(next(10));
    expect(await heard()).toEqual(upTo(total));
  });

  it('takes over from an instance that stalls in a transaction, which comes to nothing when that one comes back', async () => {
    const child = await pair.child('coverage', { leaseSeconds: 1 });
    await agreements.say(next(1));
    expect(await heard()).toEqual(upTo(total));
    await agreements.say([participant('NL-dawdling', 1, 'dawdles')]);
    total++;
    await eventually(async () =>
      expect(
        await pair.hearer.orm.em.fork().execute(
          `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'
                and clock_timestamp() - state_change > interval '0.2 s'`,
        ),
      ).toHaveLength(1),
    );
    child.kill('SIGSTOP');
    RecordParticipants.cured.add('dawdles');
    try {
      await pair.coverage({ leaseSeconds: 1 });
      await agreements.say(next(5));
      expect(await heard()).toEqual(upTo(total));
      child.kill('SIGCONT');
      // Longer than the reaction that was interrupted would still take.
      await new Promise((resolve) => setTimeout(resolve, 3500));
      await agreements.say(next(5));
      expect(await heard()).toEqual(upTo(total));
      expect(child.exitCode).toBeNull();
    } finally {
      RecordParticipants.cured.clear();
    }
  });

  it('has each effect once while two instances of each service run', async () => {
    const both = [agreements, await pair.agreements()];
    await pair.coverage();
    await pair.coverage();
    await Promise.all(
      both.map(async (service) => {
        for (let n = 0; n < 20; n++) await service.say(next(3));
      }),
    );
    expect(await heard()).toEqual(upTo(total));
  });
});
