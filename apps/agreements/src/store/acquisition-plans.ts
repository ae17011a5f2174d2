import type { Fact } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { failpoint } from '#libs/platform';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AcquisitionPlan } from '../model/acquisition-plan.ts';
import { Participants } from './participants.ts';

/** Keeps acquisition plans, and tells what they have to say in the transaction that changes them. */
@Injectable()
export class AcquisitionPlans {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly participants: Participants,
  ) {}

  /** Keeps a new draft of a registered participant. */
  async add(plan: AcquisitionPlan): Promise<void> {
    await this.em.transactional(async (tx) => {
      await this.participants.get(plan.participant);
      tx.persist(plan);
    });
  }

  /**
   * Loads, lets `decide` change it, and saves it with everything it said, or nothing at all. Whoever comes second waits
   * and decides on what the first left.
   */
  async change(
    id: string,
    decide: (plan: AcquisitionPlan) => readonly Fact[] | Promise<readonly Fact[]>,
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      await this.outbox.add(await decide(await locked(tx, id)));
      failpoint('agreements.before-commit');
    });
    failpoint('agreements.after-commit');
  }

  /** Removes a plan, when `decide` lets it be discarded. */
  async discard(id: string, decide: (plan: AcquisitionPlan) => void): Promise<void> {
    await this.em.transactional(async (tx) => {
      const plan = await locked(tx, id);
      decide(plan);
      plan.discard();
      tx.remove(plan);
    });
  }
}

async function locked(tx: EntityManager, id: string): Promise<AcquisitionPlan> {
  const plan = await tx.findOne(AcquisitionPlan, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (plan === null) throw unknownPlan(id);
  return plan;
}

export function unknownPlan(id: string): Refusal {
  return new Refusal('acquisition-plan.unknown', `There is no acquisition plan ${id} that you can see`);
}
