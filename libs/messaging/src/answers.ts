import { type Service, SERVICES } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, type Type } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { Envelope } from './envelope.ts';
import { Answers } from './questions.ts';
import { floorOf, type Head, numberDue, readLog, relayState, unnumbered } from './relay-log.ts';
import { bound } from './sql.ts';
import { askOf, QUESTION } from './subjects.ts';

/** Answer to `outbox.head`: the last number, and the first that the outbox can still give. */
export interface OutboxHead extends Head {
  readonly floor: number;
  /** More was committed than has a number yet. */
  readonly more: boolean;
}

/** Answer to `outbox.read`: as many of the events asked for as fit, in order. */
export interface OutboxPage extends OutboxHead {
  readonly events: Envelope[];
}

/** Bytes of events in one answer. */
const ANSWER_BYTES = 1024 ** 2;

/** The controller with which a service answers for its outbox: how far it is, what it said, and who has heard it. */
export function outboxAnswers(service: Service): Type {
  @Controller()
  class OutboxAnswers {
    constructor(private readonly em: EntityManager) {}

    @Answers(askOf(service, QUESTION.head))
    async head(): Promise<OutboxHead> {
      await numberDue(this.em);
      // Before the last number: what gets its own in between is then in one of the two.
      const more = (await unnumbered(this.em)) !== 'none';
      const { epoch, sequence } = await relayState(this.em);
      return { epoch, sequence, floor: await floorOf(this.em), more };
    }

    @Answers(askOf(service, QUESTION.read))
    async read(@Payload() { after, upTo }: { after: number; upTo: number }): Promise<OutboxPage> {
      if (!Number.isSafeInteger(after) || !Number.isSafeInteger(upTo)) {
        throw new Refusal('outbox.malformed', 'Ask for events with { after, upTo }, both whole numbers');
      }
      const head = await this.head();
      const range = { after, upTo: Math.min(upTo, head.sequence) };
      return { ...head, events: await readLog(this.em, service, head.epoch, range, ANSWER_BYTES) };
    }

    @Answers(askOf(service, QUESTION.passed))
    async passed(@Payload() { hearer, epoch, sequence }: Head & { hearer: Service }): Promise<{ noted: boolean }> {
      if (!SERVICES.includes(hearer))
        throw new Refusal('hearer.unknown', `No service '${hearer as string}' hears this one`);
      await bound(
        this.em.fork(),
        `insert into hearer_progress (hearer, epoch, sequence) values ($1, $2, $3)
         on conflict (hearer) do update
            set epoch = excluded.epoch, sequence = excluded.sequence, at = excluded.at`,
        [hearer, epoch, sequence],
      );
      return { noted: true };
    }
  }
  return OutboxAnswers;
}
