import type { Fact } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Agreement } from '../model/agreement.ts';

/** Keeps agreements, and tells what they have to say in the transaction that changes them. */
@Injectable()
export class Agreements {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
  ) {}

  /** Keeps what an accepted plan became; saved with the transaction that accepts it. */
  add(agreements: readonly Agreement[]): void {
    this.em.persist([...agreements]);
  }

  /** The agreements made of a plan, or of the plans that it amended; they stay as they are until the transaction ends. */
  async ofPlan(plan: string): Promise<Agreement[]> {
    const plans = await this.em.execute<{ id: string }[]>(
      `with recursive amended (id, amends) as (
         select id, amends from acquisition_plan where id = ?
         union all select it.id, it.amends from acquisition_plan it join amended on it.id = amended.amends)
       select id from amended`,
      [plan],
    );
    const made = { plan: { $in: plans.map(({ id }) => id) } };
    return this.em.find(Agreement, made, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** Loads, lets `decide` change it, and saves it with everything it said, or nothing at all. */
  async change(id: string, decide: (agreement: Agreement) => readonly Fact[]): Promise<void> {
    await this.em.transactional(async (tx) => {
      const agreement = await tx.findOne(Agreement, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (agreement === null) throw unknownAgreement(id);
      await this.outbox.add(decide(agreement));
    });
  }
}

export function unknownAgreement(id: string): Refusal {
  return new Refusal('agreement.unknown', `There is no agreement ${id}`);
}
