import type { Fact } from '#libs/contracts';
import type { User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { AcquisitionPlan } from '../model/acquisition-plan.ts';
import type { AcquisitionPlanRow } from '../queries/acquisition-plan-rows.ts';
import { acquisitionPlan } from '../queries/acquisition-plans.ts';
import { AcquisitionPlans, unknownPlan } from '../store/acquisition-plans.ts';

/** Decisions about a plan: by who may take them, on the version that was seen, and answered as the plan then reads. */
@Injectable()
export class PlanDecisions {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: AcquisitionPlans,
  ) {}

  async take(
    id: string,
    user: User,
    { version }: { readonly version?: number | undefined },
    may: (user: User, plan: AcquisitionPlan) => void,
    decide: (plan: AcquisitionPlan) => readonly Fact[] | Promise<readonly Fact[]>,
  ): Promise<AcquisitionPlanRow> {
    await this.plans.change(id, user, async (plan) => {
      may(user, plan);
      await this.plans.expect(plan, version);
      return decide(plan);
    });
    return this.answer(id, user);
  }

  async answer(id: string, user: User): Promise<AcquisitionPlanRow> {
    const found = await acquisitionPlan(this.em, user, id);
    if (found === null) throw unknownPlan(id);
    return found;
  }
}
