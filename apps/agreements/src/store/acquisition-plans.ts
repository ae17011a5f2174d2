import type { Fact } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { Clock, failpoint } from '#libs/platform';
import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AcquisitionPlan } from '../model/acquisition-plan.ts';
import { differences } from '../model/differences.ts';
import { refuseStale } from '../model/stale.ts';
import type { Changer } from './changer.ts';
import { Participants } from './participants.ts';
import { contentOf, keepVersion, type Making } from './plan-versions.ts';

/** Keeps acquisition plans with all their versions, and tells what they have to say in the transaction that changes them. */
@Injectable()
export class AcquisitionPlans {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly participants: Participants,
    private readonly clock: Clock,
  ) {}

  /** Keeps a new draft of a registered participant. */
  async add(plan: AcquisitionPlan, by: Changer): Promise<void> {
    await this.em.transactional(async (tx) => {
      await this.participants.get(plan.participant);
      tx.persist(plan);
      await tx.flush();
      await keepVersion(tx, plan, this.making(by), true);
    });
  }

  /** Keeps the draft of an amendment, of which a plan has one at a time. */
  async amend(id: string, by: Changer, draft: (plan: AcquisitionPlan) => Promise<AcquisitionPlan>): Promise<void> {
    try {
      await this.em.transactional(async (tx) => {
        const made = await draft(await locked(tx, id));
        tx.persist(made);
        await tx.flush();
        await keepVersion(tx, made, this.making(by), true);
      });
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw new Refusal(
        'acquisition-plan.amended-already',
        'There is an amendment of this plan already; go on with that',
      );
    }
  }

  /**
   * Loads, lets `decide` change it, and saves it with everything it said, or nothing at all. Whoever comes second waits
   * and decides on what the first left.
   */
  async change(
    id: string,
    by: Changer,
    decide: (plan: AcquisitionPlan) => readonly Fact[] | Promise<readonly Fact[]>,
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      const plan = await locked(tx, id);
      const before = plan.content;
      const version = plan.version;
      const facts = await decide(plan);
      await tx.flush();
      if (plan.version !== version) {
        await keepVersion(tx, plan, this.making(by), plan.lines !== before.lines);
      }
      await this.outbox.add(facts);
      failpoint('agreements.before-commit');
    });
    failpoint('agreements.after-commit');
  }

  /** Lets an accepted plan give way to its amendment, in the transaction that accepts that. */
  async giveWay(id: string, by: Changer): Promise<readonly Fact[]> {
    const plan = await locked(this.em, id);
    const facts = plan.giveWay();
    await this.em.flush();
    await keepVersion(this.em, plan, this.making(by), false);
    return facts;
  }

  /** Of two people who change a plan at once, the second learns that the first was there, and what he changed. */
  async expect(plan: AcquisitionPlan, seen: number | undefined): Promise<void> {
    if (seen === undefined || seen === plan.version) return;
    const before = await contentOf(this.em, plan.id, seen);
    const since = before === null ? [] : differences(before, plan.content);
    refuseStale('acquisition-plan', plan.name, plan.version, seen, since);
  }

  /** Removes a plan, when `decide` lets it be discarded. */
  async discard(id: string, decide: (plan: AcquisitionPlan) => Promise<void>): Promise<void> {
    await this.em.transactional(async (tx) => {
      const plan = await locked(tx, id);
      await decide(plan);
      plan.discard();
      tx.remove(plan);
    });
  }

  private making({ name }: Changer): Making {
    return { by: name, at: this.clock.now() };
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
