import { type Isil, Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { leave } from '../model/leaving.ts';
import { Participant, type ParticipantDetails } from '../model/participant.ts';
import { Agreements } from './agreements.ts';
import type { Changer } from './changer.ts';

/**
 * One change of participants at a time, so that two mergers cannot form a circle between them. Taken before anything is
 * written, so that what waited is also told later.
 */
const CHANGING = `select pg_advisory_xact_lock(hashtext('participant'))`;

/** Keeps participants, and tells of them in the transaction that changes them. */
@Injectable()
export class Participants {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly agreements: Agreements,
  ) {}

  async register(isil: Isil, details: ParticipantDetails): Promise<void> {
    await this.em.transactional(async (tx) => {
      await tx.execute(CHANGING);
      if ((await tx.findOne(Participant, { isil })) !== null) {
        throw new Refusal('participant.registered-already', `Participant ${isil} is registered; change it instead`);
      }
      const participant = new Participant(isil, details);
      const facts = participant.register(await survivorOf(tx, details));
      tx.persist(participant);
      await this.outbox.add(facts);
    });
  }

  /**
   * Changes what is told of a participant, provided that `seen` is still its version. When it closes or merges, its
   * agreements end or go on with the survivor in the same transaction.
   */
  async change(isil: Isil, seen: number, details: ParticipantDetails, by: Changer): Promise<void> {
    await this.em.transactional(async (tx) => {
      await tx.execute(CHANGING);
      const participant = await tx.findOne(Participant, { isil }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (participant === null) throw unknownParticipant(isil);
      participant.expect(seen);
      const survivor = await survivorOf(tx, details);
      const changed = participant.change(details, survivor);
      const left = leave(participant, survivor, await this.agreements.ofParticipant(isil));
      await this.agreements.keep(left.made, left.facts, by, {
        code: 'participant-leaves',
        parameters: { participant: participant.name },
      });
      await this.outbox.add([...changed, ...left.facts]);
    });
  }

  /** A participant as it is now; it stays so until the transaction ends. */
  async get(isil: Isil): Promise<Participant> {
    const participant = await this.em.findOne(Participant, { isil }, { lockMode: LockMode.PESSIMISTIC_READ });
    if (participant === null) throw unknownParticipant(isil);
    return participant;
  }
}

export function unknownParticipant(isil: Isil): Refusal {
  return new Refusal('participant.unknown', `No participant ${isil} is registered; an administrator can register it`);
}

function survivorOf(em: EntityManager, { successor }: ParticipantDetails): Promise<Participant | null> {
  return successor === null ? Promise.resolve(null) : em.findOne(Participant, { isil: successor });
}
