import type { ActingForQuestion } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { askOf, Questions, Unanswered } from '#libs/messaging';
import { Clock, Representing } from '#libs/platform';
import { Injectable } from '@nestjs/common';

/** Milliseconds for which an answer, or that there was none, is taken to hold. */
const HOLDS = 10_000;
/** Milliseconds that a request waits for it. */
const WITHIN = 1_000;

/** Those whom a participant represents: agreements knows that. While it is away a manager acts for the own participant only. */
@Injectable()
export class Represented extends Representing {
  private readonly known = new Map<Isil, { readonly at: number; readonly represents: Promise<readonly Isil[]> }>();

  constructor(
    private readonly questions: Questions,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override representedBy(participant: Isil): Promise<readonly Isil[]> {
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
