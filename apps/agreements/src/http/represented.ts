import { Clock, hasRole, recognise, recognised } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { actingFor } from '../queries/acting-for.ts';

/** Lets a collection manager act for whom the own participant represents today, on every route. */
@Injectable()
export class Represented implements NestInterceptor {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler) {
    if (context.getType() === 'http') await this.add(context.switchToHttp().getRequest<FastifyRequest>());
    return next.handle();
  }

  private async add(request: FastifyRequest): Promise<void> {
    const user = recognised(request);
    if (user?.participant === undefined || !hasRole(user, 'collection-manager')) return;
    const rows = await actingFor(this.em, user.participant, this.clock.today());
    recognise(request, { ...user, represents: rows.map(({ participant }) => participant) });
  }
}
