import { HEARS, type Service } from '#libs/contracts';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { OutboxHead } from './answers.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { MESSAGING, type Messaging } from './options.ts';
import { Questions, Unanswered } from './questions.ts';
import { askOf, QUESTION } from './subjects.ts';

/**
 * Tells what a service missed from what is on its way to it. What a hearer knows of a source cannot: it is of one
 * instance, and a source that was killed tells of its last commits when it is back.
 */
@Injectable()
export class Stillness {
  constructor(
    private readonly em: EntityManager,
    private readonly questions: Questions,
    @Inject(MESSAGING) private readonly options: Messaging,
  ) {}

  /** Does the work, and names the sources of which all that they had committed by its end had its effect before it began. */
  async during<T>(work: () => Promise<T>): Promise<{ done: T; still: ReadonlySet<Service> }> {
    const sources = HEARS[this.options.service];
    const before = await Promise.all(sources.map((source) => readCheckpoint(this.em.fork(), source)));
    const done = await work();
    const quiet = await Promise.all(sources.map((source, at) => this.saidNothingSince(source, before[at]!)));
    return { done, still: new Set(sources.filter((_, at) => quiet[at])) };
  }

  private async saidNothingSince(source: Service, { epoch, sequence }: Checkpoint): Promise<boolean> {
    try {
      const head = await this.questions.ask<OutboxHead>(askOf(source, QUESTION.head));
      return !head.more && head.epoch === epoch && head.sequence === sequence;
    } catch (error) {
      if (error instanceof Unanswered) return false;
      throw error;
    }
  }
}
