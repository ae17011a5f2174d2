import { streamOf } from '#libs/contracts';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge, type Registry, register } from 'prom-client';
import { Bus } from './bus.ts';
import { JetStreamStrategy } from './jetstream-strategy.ts';
import { MESSAGING, type Messaging } from './options.ts';
import { parkedCount } from './parked.ts';
import { bound } from './sql.ts';

/** Part of a stream that may be filled before it alarms. */
export const ALARM_AT = 0.8;

const LOOK_EVERY = 5000;

/** How event delivery is doing, as numbers. */
export interface Doing {
  /** Committed events that are not acknowledged by the bus. */
  readonly unsent: number;
  /** Seconds since the oldest of these was written; 0 when there is none. */
  readonly age: number;
  readonly parked: number;
  readonly lag: Readonly<Record<string, number>>;
}

/** Looks at the delivery now and then, for the metrics and the health of the service. */
@Injectable()
export class MessagingMetrics implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Part of the own stream that is filled; undefined while the bus is away. */
  fill: number | undefined;
  private readonly logger = new Logger('messaging');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly bus: Bus,
    private readonly strategy: JetStreamStrategy,
    @Inject(MESSAGING) private readonly options: Messaging,
  ) {}

  onApplicationBootstrap(): void {
    gauges(
      register,
      () => this.doing(),
      () => this.fill,
    );
    this.timer = setInterval(() => void this.lookAtStream(), LOOK_EVERY);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async doing(): Promise<Doing> {
    const em = this.em.fork();
    const [row] = await bound<{ unsent: number; age: number }>(
      em,
      `select (select sequence - published from relay)::float8 + (select count(*) from outbox where sequence is null) as unsent,
              coalesce(extract(epoch from clock_timestamp() - least(
                (select min(time) from outbox where sequence is null),
                (select time from outbox where sequence = (select published + 1 from relay))
              )), 0)::float8 as age`,
    );
    return {
      unsent: row?.unsent ?? 0,
      age: Math.max(0, row?.age ?? 0),
      parked: await parkedCount(em),
      lag: Object.fromEntries(this.strategy.hearers.map(({ source, lag }) => [source, lag])),
    };
  }

  async lookAtStream(): Promise<void> {
    if (!this.bus.up) return void (this.fill = undefined);
    try {
      const { state, config } = await (await this.bus.manager()).streams.info(streamOf(this.options.service).name);
      this.fill = config.max_bytes > 0 ? state.bytes / config.max_bytes : 0;
    } catch {
      this.fill = undefined;
    }
    if ((this.fill ?? 0) >= ALARM_AT) {
      this.logger.error(`The stream is ${Math.round((this.fill ?? 0) * 100)} % full; publishing stops when it is full`);
    }
  }
}

function gauges(registry: Registry, doing: () => Promise<Doing>, fill: () => number | undefined): void {
  const gauge = (name: string, help: string, read: (g: Gauge) => Promise<void>, labelNames: string[] = []) => {
    registry.removeSingleMetric(name);
    return new Gauge({
      name,
      help,
      labelNames,
      async collect() {
        await read(this);
      },
    });
  };
  gauge('outbox_age_seconds', 'Age of the oldest event that the bus has not got', async (g) =>
    g.set((await doing()).age),
  );
  gauge('outbox_unsent', 'Events that the bus has not got', async (g) => g.set((await doing()).unsent));
  gauge('parked_events', 'Events that could not be applied and wait for a person', async (g) =>
    g.set((await doing()).parked),
  );
  gauge('stream_fill', 'Part of the own stream that is filled', async (g) => g.set(fill() ?? Number.NaN));
  gauge(
    'hearer_lag',
    'Events of a source that had no effect here yet',
    async (g) => {
      for (const [source, lag] of Object.entries((await doing()).lag)) g.set({ source }, lag);
    },
    ['source'],
  );
}
