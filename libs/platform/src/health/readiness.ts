import { Injectable } from '@nestjs/common';
import type { HealthIndicatorFunction } from '@nestjs/terminus';

/** What must be well for the service to be ready; each part of a service adds its own checks. */
@Injectable()
export class Readiness {
  readonly checks: HealthIndicatorFunction[] = [];

  add(check: HealthIndicatorFunction): void {
    this.checks.push(check);
  }
}
