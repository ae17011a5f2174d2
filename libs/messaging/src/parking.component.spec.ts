import { ended, eventually } from '#libs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { participant, RecordParticipants } from '../test/effects.ts';
import { Pair } from '../test/pair.ts';
import type { TestService } from '../test/service.ts';
import type { ParkedEvent } from './index.ts';
import { parkedEvents } from './parked.ts';

let pair: Pair;
let agreements: TestService;
let total = 0;

beforeAll(async () => {
  pair = await Pair.start();
  agreements = await pair.agreements();
});
afterAll(() => pair?.stop());
afterEach(async () => {
  await pair.quiet(agreements);
  RecordParticipants.cured.clear();
  await pair.hearer.orm.em.fork().execute('delete from parked');
});

/** Says one participant between two that are well, all in one transaction. */
async function sayBetween(name: string): Promise<void> {
  const isil = `NL-${total}`;
  await agreements.say([participant(`${isil}-a`), participant(`${isil}-b`, 1, name), participant(`${isil}-c`)]);
  total += 3;
}

async function passedAll(): Promise<void> {
  await eventually(async () => expect(await pair.checkpoint()).toBe(total), { timeout: 20_000 });
}

async function parked(): Promise<ParkedEvent[]> {
  return parkedEvents(pair.hearer.orm.em.fork(), 100);
}

/** Writes into the outbox what no contract would let through, as a faulty release of the source might. */
async function sayRaw(type: string, data: string): Promise<void> {
  await pair.source.orm.em
    .fork()
    .execute(`insert into outbox (id, type, subject, data) values (gen_random_uuid(), ?, ?, ?)`, [type, type, data]);
  total++;
}

describe('an event that cannot be applied', () => {
  it.each([
    ['throws an Error', 5, 'Error: as told'],
    ['throws a string', 5, 'Thrown: as told'],
    ['refuses', 2, 'This participant is not welcome'],
    ['does not know yet', 8, 'Not known yet'],
  ])('is tried again and parked with its reason when its handler %s', async (name, tries, reason) => {
    await pair.coverage();
    await sayBetween(name);
    await passedAll();
    expect(await parked()).toMatchObject([
      { tries, reason, sequence: total - 1, type: 'agreements.participant-changed.v1' },
    ]);
    const effects = (await pair.effects()).filter(({ sequence }) => sequence > total - 3);
    expect(effects.map(({ sequence }) => sequence)).toEqual([total - 2, total]);
  });

  it('is not parked when what it lacked turns up in time', async () => {
    await pair.coverage({ tries: { backoff: 100 } });
    await sayBetween('does not know yet');
    await new Promise((resolve) => setTimeout(resolve, 300));
    RecordParticipants.cured.add('does not know yet');
    await passedAll();
    expect(await parked()).toEqual([]);
  });

  it.each([
    ['is not JSON', 'agreements.participant-changed.v1', '{"isil": ', 'event.malformed'],
    ['is not an object', 'agreements.participant-changed.v1', 'null', 'event.malformed'],
    [
      'has a null where a name should be',
      'agreements.participant-changed.v1',
      '{"isil":"NL-1","version":1,"name":null,"kind":"library","from":"2026-01-01"}',
      'event.malformed',
    ],
    ['is of a version that is not known here', 'agreements.participant-changed.v9', '{}', 'event.version-not-known'],
  ])('is parked at once when it %s, and the rest goes on', async (_, type, data, code) => {
    await pair.coverage();
    await sayRaw(type, data);
    await sayBetween('well');
    await passedAll();
    expect(await parked()).toMatchObject([{ code, tries: 1, data }]);
  });

  it('is parked when a message of the stream is no event at all', async () => {
    const coverage = await pair.coverage();
    await sayBetween('well');
    await passedAll();
    const { connection } = await pair.look();
    connection.publish('agreements.nonsense', 'nonsense');
    await eventually(async () => expect(await parked()).toMatchObject([{ data: 'nonsense', sequence: null }]));
    const health = await coverage.health.check();
    expect(health.messaging).toMatchObject({
      parked: 1,
      warnings: expect.arrayContaining(['1 events are parked: see GET /parked']),
    });
  });

  it('tolerates fields that it does not know, and does not let them through', async () => {
    await pair.coverage();
    await sayRaw(
      'agreements.participant-changed.v1',
      '{"isil":"NL-new","version":1,"name":"N","kind":"library","from":"2026-01-01","colour":"blue"}',
    );
    await passedAll();
    expect(await parked()).toEqual([]);
  });

  it('is applied when it is redriven after what ailed it is mended, and loses against newer state', async () => {
    const coverage = await pair.coverage();
    await agreements.say([participant('NL-redriven', 1, 'throws an Error')], [participant('NL-redriven', 2, 'newer')]);
    total += 2;
    await passedAll();
    const [event] = await parked();
    const id = event?.id ?? '';
    await expect(coverage.strategy.redrive(id)).rejects.toMatchObject({ code: 'parked.not-applied' });
    expect(await parked()).toMatchObject([{ tries: 6 }]);
    RecordParticipants.cured.add('throws an Error');
    await coverage.strategy.redrive(id);
    expect(await parked()).toEqual([]);
    expect(
      await pair.hearer.orm.em.fork().execute(`select version, name from participant where isil = 'NL-redriven'`),
    ).toEqual([{ version: 2, name: 'newer' }]);
    await expect(coverage.strategy.redrive(id)).rejects.toMatchObject({ code: 'parked.unknown' });
  });

  it('is parked after it ended the process as often as it may be started', async () => {
    await sayBetween('ends the process');
    // What is not there yet when hearing begins is taken together first, off the record, which costs one start more.
    await eventually(async () => expect((await pair.relay()).published).toBe(total));
    let starts = 0;
    for (; starts < 10 && (await pair.checkpoint()) < total; starts++) {
      const child = await pair.child('coverage', { leaseSeconds: 0.5, tries: { failing: 2 } });
      await Promise.race([ended(child), eventually(async () => expect(await pair.checkpoint()).toBe(total))]);
    }
    expect(starts).toBe(3);
    expect(await parked()).toMatchObject([
      { reason: expect.stringContaining('The process ended each of the 2 times') },
    ]);
  });

  it('leaves no trace of the state it had changed before it failed', async () => {
    await pair.coverage();
    await sayBetween('refuses');
    await passedAll();
    expect(
      await pair.hearer.orm.em.fork().execute(`select isil from participant where isil = ?`, [`NL-${total - 3}-b`]),
    ).toEqual([]);
  });
});
