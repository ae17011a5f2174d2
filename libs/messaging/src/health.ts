import { Readiness } from '#libs/platform';
import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { Bus } from './bus.ts';
import { JetStreamStrategy } from './jetstream-strategy.ts';
import { ALARM_AT, MessagingMetrics } from './metrics.ts';
import { Relay } from './relay.ts';

/**
 * What ails event delivery, in words. A service that cannot tell or hear is still ready for its users, so this is
 * reported as `up` with its warnings; they are what an alarm looks at.
 */
@Injectable()
export class MessagingHealth implements OnModuleInit {
  constructor(
    private readonly bus: Bus,
    private readonly relay: Relay,
    private readonly strategy: JetStreamStrategy,
    private readonly metrics: MessagingMetrics,
    @Optional() private readonly readiness?: Readiness,
  ) {}

  onModuleInit(): void {
    this.readiness?.add(() => this.check());
  }

  async check(): Promise<HealthIndicatorResult<'messaging'>> {
    const { unsent, age, parked, lag } = await this.metrics.doing();
    return {
      messaging: {
        status: 'up',
        warnings: this.warnings(parked),
        unsent,
        age,
        parked,
        lag,
        nats: this.bus.up ? 'up' : 'away',
      },
    };
  }

  private warnings(parked: number): string[] {
    const { trouble } = this.relay;
    const { fill = 0 } = this.metrics;
    return [
      ...(this.bus.up ? [] : ['NATS is away: events wait in the outbox']),
      ...(trouble === undefined ? [] : [`Events cannot be published: ${trouble}`]),
      ...(fill < ALARM_AT ? [] : [`The stream is ${Math.round(fill * 100)} % full`]),
      ...(parked === 0 ? [] : [`${parked} events are parked: see GET /parked`]),
      ...this.strategy.hearers.flatMap(({ source, trouble: why }) =>
        why === undefined ? [] : [`${source} is not heard: ${why}`],
      ),
    ];
  }
}
