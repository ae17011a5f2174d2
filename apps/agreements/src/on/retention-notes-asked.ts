import { type RetentionNote, RetentionNotesQuestion } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Answers, askOf } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { validateSync } from 'class-validator';
import { retentionNotes } from '../queries/retention-notes.ts';

/** Tells holdings what was promised of titles, for a file of what a participant holds. */
@Controller()
export class OnRetentionNotesAsked {
  constructor(private readonly em: EntityManager) {}

  @Answers(askOf('agreements', 'retention-notes'))
  answer(@Payload() asked: RetentionNotesQuestion): Promise<RetentionNote[]> {
    const question = Object.assign(new RetentionNotesQuestion(), asked);
    const [wrong] = validateSync(question);
    if (wrong !== undefined) {
      throw new Refusal('retention-notes.malformed', `Ask for a participant and at most 5000 keys: ${wrong.property}`);
    }
    return retentionNotes(this.em.fork(), question);
  }
}
