import type { Fact } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Contact } from '../model/contact.ts';
import { Participants } from './participants.ts';

/** Keeps whom to ask at participants, and tells that this changed. Who is taken off is forgotten: no version is kept. */
@Injectable()
export class Contacts {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly participants: Participants,
  ) {}

  /** Keeps a contact of a registered participant. */
  async add(contact: Contact): Promise<void> {
    await this.em.transactional(async (tx) => {
      await this.participants.get(contact.participant);
      tx.persist(contact);
      await this.outbox.add(contact.told());
    });
  }

  /** Loads, lets `decide` change it, and saves it with everything it said, or nothing at all. */
  async change(id: string, decide: (contact: Contact) => Promise<readonly Fact[]>): Promise<void> {
    await this.em.transactional(async (tx) => {
      await this.outbox.add(await decide(await locked(tx, id)));
    });
  }

  /** Forgets a contact, when `decide` allows it. */
  async remove(id: string, decide: (contact: Contact) => void): Promise<void> {
    await this.em.transactional(async (tx) => {
      const contact = await locked(tx, id);
      decide(contact);
      tx.remove(contact);
      await this.outbox.add(contact.told());
    });
  }
}

async function locked(tx: EntityManager, id: string): Promise<Contact> {
  const contact = await tx.findOne(Contact, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (contact === null) throw unknownContact(id);
  return contact;
}

export function unknownContact(id: string): Refusal {
  return new Refusal('contact.unknown', `There is no contact ${id}`);
}
