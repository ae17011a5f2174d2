import type { Isil } from '#libs/kernel';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { recognise, recognised } from './decorators.ts';
import { hasRole } from './user.ts';

/** Lets a collection manager act for whom the own participant represents, on every route, as a service knows of them. */
export abstract class Representing implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler) {
    if (context.getType() === 'http') await this.add(context.switchToHttp().getRequest<FastifyRequest>());
    return next.handle();
  }

  protected abstract representedBy(participant: Isil): Promise<readonly Isil[]>;

  private async add(request: FastifyRequest): Promise<void> {
    const user = recognised(request);
    if (user?.participant === undefined || !hasRole(user, 'collection-manager')) return;
    recognise(request, { ...user, represents: await this.representedBy(user.participant) });
  }
}
