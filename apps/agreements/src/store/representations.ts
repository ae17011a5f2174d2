import type { Fact } from '#libs/contracts';
import { type Isil, Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Participant } from '../model/participant.ts';
import { represent, Representation } from '../model/representation.ts';
import { Participants, unknownParticipant } from './participants.ts';

/** Keeps who acts for which library from when to when, and tells of it in the transaction that changes it. */
@Injectable()
export class Representations {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly participants: Participants,
  ) {}

  /** Keeps a new one. Who names two at once waits for the first, and is told of it. */
  async add(
    id: string,
    asked: {
      readonly participant: Isil;
      readonly representative: Isil;
      readonly from: string;
      readonly to: string | null;
    },
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      const { participant: isil } = asked;
      const participant = await tx.findOne(Participant, { isil }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (participant === null) throw unknownParticipant(isil);
      const representative = await this.participants.get(asked.representative);
      const known = await tx.find(Representation, { participant: isil });
      const { representation, facts } = represent(id, participant, representative, asked, known);
      tx.persist(representation);
      await this.outbox.add(facts);
    });
  }

  /** Loads, lets `decide` change it, and saves it with everything it said, or nothing at all. */
  async change(id: string, decide: (representation: Representation) => readonly Fact[]): Promise<void> {
    await this.em.transactional(async (tx) => {
      const found = await tx.findOne(Representation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (found === null) throw unknownRepresentation(id);
      await this.outbox.add(decide(found));
    });
  }
}

export function unknownRepresentation(id: string): Refusal {
  return new Refusal('representation.unknown', `Nobody acts for a library under the number ${id}`);
}
