import type { ActingForQuestion } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { askOf, Questions, Unanswered } from '#libs/messaging';
import { Clock, hasRole, recognise, recognised } from '#libs/platform';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Milliseconds for which an answer, or that there was none, is taken to hold. */
const HOLDS = 10_000;
/** Milliseconds that a request waits for it. */
const WITHIN = 1_000;

/**
 * Lets a collection manager act for whom the own participant represents, on every route. Agreements knows that; while it is
 * away a manager acts for the own participant only.
 */
@Injectable()
export class Represented implements NestInterceptor {
  private readonly known = new Map<Isil, { readonly at: number; readonly represents: Promise<readonly Isil[]> }>();

  constructor(
    private readonly questions: Questions,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler) {
    if (context.getType() === 'http') await this.add(context.switchToHttp().getRequest<FastifyRequest>());
    return next.handle();
  }

  private async add(request: FastifyRequest): Promise<void> {
    const user = recognised(request);
    if (user?.participant === undefined || !hasRole(user, 'collection-manager')) return;
    recognise(request, { ...user, represents: await this.representedBy(user.participant) });
  }

  private representedBy(participant: Isil): Promise<readonly Isil[]> {
    const now = this.clock.now().getTime();
    const known = this.known.get(participant);
    if (known !== undefined && now - known.at < HOLDS) return known.represents;
    const represents = this.ask({ participant });
    this.known.set(participant, { at: now, represents });
    return represents;
  }

  private async ask(question: ActingForQuestion): Promise<readonly Isil[]> {
    try {
      return await this.questions.ask<Isil[]>(askOf('agreements', 'acting-for'), question, { within: WITHIN });
    } catch (error) {
      if (error instanceof Unanswered) return [];
      throw error;
    }
  }
}
