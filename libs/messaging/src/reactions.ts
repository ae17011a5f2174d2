import type { FactType, Service } from '#libs/contracts';
import { inTrace } from '#libs/platform';
import { applyDecorators, Catch, type ExceptionFilter, Injectable, UseFilters } from '@nestjs/common';
import { EventPattern, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom, type Observable, throwError } from 'rxjs';
import type { Delivery } from './delivery.ts';

/** Transport id of event delivery, beside Nest's own. */
export const JETSTREAM = Symbol('jetstream');

/** Nest would tell the transport of an unknown error only that there was one; we need to know which. */
@Catch()
class PassOn implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * A controller method that reacts to a fact: `@Hears(HoldingsChangedV1) react(@Payload() deliveries: Delivery<…>[])`.
 * It gets consecutive deliveries of the one type, in order, in the transaction that also remembers that they were heard.
 */
export function Hears(fact: FactType): MethodDecorator {
  return applyDecorators(EventPattern(fact.type, JETSTREAM) as MethodDecorator, UseFilters(new PassOn()));
}

/** What a method that takes a snapshot is told: where the source was before the snapshot. */
export interface BootstrapFrom {
  readonly source: Service;
  readonly epoch: string;
  readonly sequence: number;
}

/**
 * A controller method that takes over the whole state of a source, page by page in transactions of its own, when the
 * source's outbox can no longer tell it: `@Bootstraps('holdings') take(@Payload() from: BootstrapFrom)`. The tail
 * follows, and overlaps with the snapshot, so versions must guard what is applied.
 */
export function Bootstraps(source: Service): MethodDecorator {
  return applyDecorators(EventPattern(bootstrapOf(source), JETSTREAM) as MethodDecorator, UseFilters(new PassOn()));
}

function bootstrapOf(source: Service): string {
  return `bootstrap ${source}`;
}

/** The methods that react to events, of all controllers of the service. */
@Injectable()
export class Reactions {
  private readonly handlers = new Map<string, MessageHandler[]>();

  add(pattern: string, handler: MessageHandler): void {
    this.handlers.set(pattern, [...(this.handlers.get(pattern) ?? []), handler]);
  }

  has(type: string): boolean {
    return this.handlers.has(type);
  }

  /** Is anything that this source says of interest here? */
  concerns(source: Service): boolean {
    return [...this.handlers.keys()].some((type) => type.startsWith(`${source}.`));
  }

  canBootstrap(source: Service): boolean {
    return this.handlers.has(bootstrapOf(source));
  }

  async bootstrap(from: BootstrapFrom): Promise<void> {
    await inTrace(undefined, () => this.call(bootstrapOf(from.source), from));
  }

  /** Lets every reaction to the type have its deliveries, one reaction after the other. What one throws is thrown. */
  async react(type: string, deliveries: readonly Delivery[]): Promise<void> {
    await inTrace(deliveries[0]?.traceparent, () => this.call(type, deliveries));
  }

  private async call(pattern: string, payload: unknown): Promise<void> {
    for (const handler of this.handlers.get(pattern) ?? []) {
      const result: unknown = await handler(payload, { pattern });
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    }
  }
}
