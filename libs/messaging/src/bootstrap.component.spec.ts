import { eventually } from '#libs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/kernel';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { participant, RecordParticipants, TakeParticipants } from '../test/effects.ts';
import { Pair } from '../test/pair.ts';
import type { TestService } from '../test/service.ts';
import { Answers, askOf } from './index.ts';

interface Row {
  readonly isil: string;
  readonly version: number;
  readonly name: string;
}

/** The state of the source, of which it gives snapshots. */
const state = new Map<string, Row>();

@Controller()
class Snapshots {
  @Answers(askOf('agreements', 'snapshot'))
  snapshot(): Row[] {
    return [...state.values()];
  }

  @Answers(askOf('agreements', 'refusal'))
  refuse(@Payload() { why }: { why: string }): never {
    throw new Refusal('snapshot.not-now', why, [{ at: 'why', message: 'asked to' }]);
  }

  @Answers(askOf('agreements', 'failure'))
  fail(): never {
    throw new Error('a secret of the inside');
  }
}

let pair: Pair;
let agreements: TestService;

beforeAll(async () => {
  pair = await Pair.start();
  agreements = await pair.agreements({}, [Snapshots]);
});
afterAll(() => pair?.stop());
afterEach(() => pair.quiet(agreements));

async function say(...rows: Row[]): Promise<void> {
  for (const row of rows) state.set(row.isil, row);
  await agreements.say(rows.map(({ isil, version, name }) => participant(isil, version, name)));
}

async function known(): Promise<Row[]> {
  return pair.hearer.orm.em.fork().execute<Row[]>('select isil, version, name from participant order by isil');
}

/** Both must come to be so: the hearer knows the state of the source, and is as far as it. */
async function expectEverythingKnown(): Promise<void> {
  await eventually(
    async () => {
      expect(await known()).toEqual([...state.values()].toSorted((a, b) => (a.isil < b.isil ? -1 : 1)));
      expect(await pair.checkpoint()).toBe((await pair.relay()).sequence);
    },
    { timeout: 20_000 },
  );
}

describe('a hearer that the outbox can no longer tell everything', () => {
  const controllers = [RecordParticipants, TakeParticipants];

  it('takes a snapshot when the beginning is gone, then the tail', async () => {
    await say({ isil: 'NL-1', version: 1, name: 'one' }, { isil: 'NL-2', version: 1, name: 'two' });
    await eventually(async () => expect((await pair.relay()).published).toBe(2));
    await pair.source.orm.em.fork().execute('delete from outbox where sequence <= 2');
    await say({ isil: 'NL-3', version: 1, name: 'three' });
    await pair.coverage({}, controllers);
    await expectEverythingKnown();
    expect(TakeParticipants.taken).toHaveLength(1);
    await say({ isil: 'NL-1', version: 2, name: 'one again' });
    await expectEverythingKnown();
    expect(TakeParticipants.taken).toHaveLength(1);
  });

  it('takes a snapshot when what it misses was dropped before it heard it', async () => {
    await say({ isil: 'NL-4', version: 1, name: 'four' });
    await eventually(async () => expect((await pair.relay()).published).toBe(5));
    await pair.source.orm.em.fork().execute('delete from outbox');
    const { manager } = await pair.look();
    await manager.streams.purge('AGREEMENTS');
    await pair.coverage({}, controllers);
    await expectEverythingKnown();
    expect(TakeParticipants.taken).toHaveLength(2);
  });

  it('takes a snapshot when the source begins a new epoch', async () => {
    await pair.coverage({}, controllers);
    await expectEverythingKnown();
    await pair.source.orm.em.fork().execute('truncate outbox');
    await pair.source.orm.em.fork().execute('update relay set epoch = gen_random_uuid(), sequence = 0, published = 0');
    await say({ isil: 'NL-5', version: 1, name: 'five' });
    await expectEverythingKnown();
    expect(TakeParticipants.taken).toHaveLength(3);
  });

  it('takes a snapshot when somebody asks for it, while it goes on hearing', async () => {
    const coverage = await pair.coverage({}, controllers);
    await pair.hearer.orm.em.fork().execute(`delete from participant where isil = 'NL-1'`);
    await coverage.strategy.rebuild('agreements');
    await say({ isil: 'NL-6', version: 1, name: 'six' });
    await expectEverythingKnown();
    expect(TakeParticipants.taken).toHaveLength(4);
  });

  it('says so when it has no way to take one', async () => {
    const coverage = await pair.coverage();
    await pair.source.orm.em.fork().execute('truncate outbox');
    await pair.source.orm.em.fork().execute('update relay set epoch = gen_random_uuid(), sequence = 5, published = 5');
    await eventually(async () => {
      const { messaging } = await coverage.health.check();
      expect(messaging['warnings']).toEqual(
        expect.arrayContaining([expect.stringMatching(/agreements is not heard: .*no longer has its events before 6/)]),
      );
    });
  });
});

describe('a question', () => {
  it('is refused with the very words of who was asked', async () => {
    const coverage = await pair.coverage();
    const asked = coverage.questions.ask(askOf('agreements', 'refusal'), { why: 'Not on Mondays' });
    await expect(asked).rejects.toMatchObject({
      name: 'Refusal',
      code: 'snapshot.not-now',
      message: 'Not on Mondays',
      details: [{ at: 'why', message: 'asked to' }],
    });
  });

  it('does not tell the inside of a service that failed', async () => {
    const coverage = await pair.coverage();
    await expect(coverage.questions.ask(askOf('agreements', 'failure'))).rejects.toMatchObject({
      name: 'Unanswered',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('says that nobody is there to answer', async () => {
    const coverage = await pair.coverage();
    await expect(coverage.questions.ask(askOf('holdings', 'snapshot'))).rejects.toThrow(
      'Nobody answers ask.holdings.snapshot; the service that answers it is not running',
    );
  });
});
