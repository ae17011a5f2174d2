import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { HoldingsChangedV1 } from '#libs/contracts';
import { startNats, startPostgres } from '#libs/embedded';
import { migrate, ormOptions } from '#libs/platform';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { MikroORM } from '@mikro-orm/postgresql';
import { Bus } from '../src/bus.ts';
import { type Envelope, headersOf } from '../src/envelope.ts';
import { messagingMigrations } from '../src/migrations.ts';
import { messaging } from '../src/options.ts';
import { Outbox } from '../src/outbox.ts';
import { relayState } from '../src/relay-log.ts';
import { Relay } from '../src/relay.ts';
import { ensureStream } from '../src/streams.ts';
import { Wake } from '../src/wake.ts';

export interface RelayFigures {
  /** Events a second of the relay, out of the outbox: the median of the rounds. */
  readonly relay: number;
  /** Events a second of the same process, out of memory. */
  readonly memory: number;
  readonly ratio: number;
  /** Events that eight writers at once committed and that the stream has not got. */
  readonly missed: number;
}

const WINDOW = 128;

/** Goal 12: the relay against the same process publishing from memory, both to the same nats-server. */
export async function benchRelay({ events = 4000, changes = 10, rounds = 5 } = {}): Promise<RelayFigures> {
  const [postgres, nats] = await Promise.all([startPostgres({ services: { bench: 'bench' } }), startNats()]);
  const orm = await MikroORM.init(ormOptions({ url: postgres.url('bench'), migrations: messagingMigrations }));
  const connection = await connect({ servers: nats.url() });
  try {
    await migrate(orm);
    const bench = new Bench(orm, connection, nats.url(), changes);
    await bench.prepare();
    const figures: { relay: number; memory: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      figures.push({ memory: await bench.fromMemory(events), relay: await bench.fromOutbox(events) });
    }
    const missed = await bench.missedUnderWriters(8, events / 8);
    const [relay, memory] = [median(figures.map((one) => one.relay)), median(figures.map((one) => one.memory))];
    return { relay, memory, ratio: relay / memory, missed };
  } finally {
    await connection.close();
    await orm.close(true);
    await Promise.all([nats.stop(), postgres.stop()]);
  }
}

class Bench {
  private readonly options;
  private readonly outbox: Outbox;
  private readonly wake = new Wake();

  constructor(
    private readonly orm: MikroORM,
    private readonly connection: NatsConnection,
    natsUrl: string,
    private readonly changes: number,
  ) {
    this.options = messaging('holdings', { natsUrl, leaseSeconds: 5 });
    this.outbox = new Outbox(orm.em, this.wake, this.options);
  }

  async prepare(): Promise<void> {
    await this.outbox.onModuleInit();
    await ensureStream(await jetstreamManager(this.connection), this.options);
  }

  /** Without a database: what the client and the server can do together. */
  async fromMemory(events: number): Promise<number> {
    const js = jetstream(this.connection);
    const ready: Envelope[] = Array.from({ length: events }, (_, n) => ({
      source: 'holdings',
      epoch: randomUUID(),
      sequence: n + 1,
      id: randomUUID(),
      type: HoldingsChangedV1.type,
      subject: `${HoldingsChangedV1.type}.NL-1`,
      time: new Date().toISOString(),
      traceparent: null,
      data: JSON.stringify(this.fact()),
    }));
    const begun = performance.now();
    const going = new Set<Promise<unknown>>();
    for (const event of ready) {
      const publication = js
        .publish(event.subject, event.data, { msgID: event.id, headers: headersOf(event) })
        .finally(() => going.delete(publication));
      going.add(publication);
      if (going.size >= WINDOW) await Promise.race(going);
    }
    await Promise.all(going);
    return events / ((performance.now() - begun) / 1000);
  }

  /** From a full outbox to the last acknowledgement, numbering and marking included. */
  async fromOutbox(events: number): Promise<number> {
    for (let n = 0; n < events; n += 500) await this.say(Math.min(500, events - n));
    const { published } = await relayState(this.orm.em);
    const begun = performance.now();
    await this.relayUntil(published + events);
    return events / ((performance.now() - begun) / 1000);
  }

  async missedUnderWriters(writers: number, each: number): Promise<number> {
    const { published } = await relayState(this.orm.em);
    const expected = published + writers * each;
    const before = await this.inStream();
    const writing = Promise.all(
      Array.from({ length: writers }, async () => {
        for (let n = 0; n < each; n++) await this.say(1);
      }),
    );
    await Promise.all([writing, this.relayUntil(expected)]);
    return writers * each - ((await this.inStream()) - before);
  }

  private async relayUntil(published: number): Promise<void> {
    const bus = new Bus(this.options);
    const relay = new Relay(this.orm.em, bus, this.wake, this.options);
    relay.onApplicationBootstrap();
    while ((await relayState(this.orm.em)).published < published) await new Promise((tick) => setTimeout(tick, 5));
    await relay.beforeApplicationShutdown();
    await bus.onApplicationShutdown();
  }

  private async say(count: number): Promise<void> {
    const facts = Array.from({ length: count }, () => this.fact());
    await this.orm.em.fork().transactional((tx) => this.outbox.add(facts, tx));
  }

  private async inStream(): Promise<number> {
    const { state } = await (await jetstreamManager(this.connection)).streams.info('HOLDINGS');
    return state.messages;
  }

  private fact(): HoldingsChangedV1 {
    return HoldingsChangedV1.of({
      participant: 'NL-1',
      version: 1,
      run: '0b2c3f1e-55aa-4c7e-9d2c-4ac0f3a1b222',
      holdings: Array.from({ length: this.changes }, (_, n) => ({
        title: String(1_000_000_000_000_000_000n + BigInt(n)),
        copies: 1,
        extant: 1,
        onOrder: 0,
      })),
    });
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { relay, memory, ratio, missed } = await benchRelay();
  process.stdout.write(
    `relay ${relay.toFixed(0)} events/s, from memory ${memory.toFixed(0)} events/s: ratio ${ratio.toFixed(2)} (goal 0.5); missed ${missed} (goal 0)\n`,
  );
}
