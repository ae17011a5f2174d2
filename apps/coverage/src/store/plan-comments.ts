import { Refusal } from '#libs/kernel';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CollectionPlan } from '../model/collection-plan.ts';
import { PlanComment } from '../model/plan-comment.ts';
import { readPlan } from '../model/plan-text.ts';
import { unknownPlan } from './collection-plans.ts';

/** Keeps what participants say of versions of the collection plan. */
@Injectable()
export class PlanComments {
  constructor(private readonly em: EntityManager) {}

  /** Keeps what `write` makes; the version cannot be adopted or closed meanwhile. */
  async add(
    plan: string,
    version: number,
    write: (on: CollectionPlan, profiles: readonly string[]) => PlanComment,
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      const on = await tx.findOne(CollectionPlan, { plan, version }, { lockMode: LockMode.PESSIMISTIC_READ });
      if (on === null) throw unknownPlan(plan, version);
      const profiles = readPlan(on.yaml).profiles.map(({ code }) => code);
      tx.persist(write(on, profiles));
    });
  }

  /** Lets `decide` answer or withdraw a comment. */
  async change(id: string, decide: (comment: PlanComment) => void): Promise<void> {
    await this.em.transactional(async (tx) => {
      const comment = await tx.findOne(PlanComment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (comment === null) throw unknownComment(id);
      decide(comment);
    });
  }
}

export function unknownComment(id: string): Refusal {
  return new Refusal(
    'plan-comment.unknown',
    `There is no comment ${id}; GET /collection-plans/<plan>/<version>/comments lists those on a version`,
  );
}
