import { Outbox } from '#libs/messaging';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AcquisitionPlan } from '../model/acquisition-plan.ts';
import type { Remark } from '../model/remark.ts';
import { unknownPlan } from './acquisition-plans.ts';

/** Keeps what is remarked on plans, and tells of it; a remark is never changed. */
@Injectable()
export class Remarks {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
  ) {}

  /** Keeps what `make` says about the plan as it stands. */
  async add(plan: string, make: (plan: AcquisitionPlan) => Remark): Promise<void> {
    await this.em.transactional(async (tx) => {
      const about = await tx.findOne(AcquisitionPlan, { id: plan }, { lockMode: LockMode.PESSIMISTIC_READ });
      if (about === null) throw unknownPlan(plan);
      const remark = make(about);
      const facts = remark.say(about);
      tx.persist(remark);
      await this.outbox.add(facts);
    });
  }
}
