import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Optional } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Public } from '../identity/index.ts';
import { Readiness } from './readiness.ts';

/** `live`: the process answers. `ready`: it can do its work; what cannot is named. */
@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly readiness: Readiness,
    @Optional() private readonly em?: EntityManager,
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.database(), ...this.readiness.checks]);
  }

  private async database(): Promise<Record<string, { status: 'up' | 'down' }>> {
    const check = this.indicator.check('database');
    if (this.em === undefined) return check.up();
    try {
      await this.em.fork().execute('select 1');
      return check.up();
    } catch (error) {
      return check.down({ message: error instanceof Error ? error.message : String(error) });
    }
  }
}
