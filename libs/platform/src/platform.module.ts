import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { LoggerModule } from 'nestjs-pino';
import { Clock } from './clock.ts';
import { HealthController } from './health/health.controller.ts';
import { MetricsController } from './health/metrics.controller.ts';
import { Readiness } from './health/readiness.ts';
import { IdentityModule } from './identity/index.ts';
import type { ServiceConfiguration } from './service-configuration.ts';
import { traceId } from './trace.ts';

/** What every service has: structured logs with a trace id, identity, health, metrics and a clock. */
@Global()
@Module({})
export class PlatformModule {
  static with(service: string, configuration: ServiceConfiguration): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        LoggerModule.forRoot({
          pinoHttp: {
            name: service,
            level: configuration.LOG_LEVEL,
            mixin: () => ({ trace: traceId() }),
            redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
            autoLogging: { ignore: ({ url }) => url === undefined || url.startsWith('/health') || url === '/metrics' },
          },
        }),
        TerminusModule.forRoot({ logger: false }),
        IdentityModule.with(configuration),
      ],
      controllers: [HealthController, MetricsController],
      providers: [Clock, Readiness],
      exports: [Clock, Readiness],
    };
  }
}
