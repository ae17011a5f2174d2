import { Refusal } from '#libs/kernel';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { type ActionReport, reportedMeanwhile } from '../model/action-report.ts';
import { CollectionPlan } from '../model/collection-plan.ts';
import type { Action } from '../model/network-agreement.ts';
import { readPlan } from '../model/plan-text.ts';

export interface FoundAction {
  readonly action: Action;
  /** The agreement that it is of. */
  readonly agreement: string;
}

/** Keeps what is reported on the actions of the plan in force. */
@Injectable()
export class ActionReports {
  constructor(private readonly em: EntityManager) {}

  /** The action of the plan in force that has this code. */
  async find(code: string): Promise<FoundAction> {
    return actionIn(await this.em.findOne(CollectionPlan, { state: 'adopted' }), code);
  }

  /** Keeps the report that `decide` makes after the last one. Of two at once, one is told that the other was first. */
  async add(code: string, decide: (found: FoundAction, last: ActionReport | null) => ActionReport): Promise<void> {
    await this.em.transactional(async (tx) => {
      const plan = await tx.findOne(CollectionPlan, { state: 'adopted' }, { lockMode: LockMode.PESSIMISTIC_READ });
      const found = actionIn(plan, code);
      const [last] = await tx.execute<ActionReport[]>(
        `select number, state, progress, text, by_name as "by", at from action_report
          where plan = ? and action = ? order by number desc limit 1`,
        [plan?.plan, code],
      );
      const { number, state, progress, text, by, at } = decide(found, last ?? null);
      const added = await tx.execute<unknown[]>(
        `insert into action_report (plan, action, number, state, progress, text, by_name, at)
         values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning number`,
        [plan?.plan, code, number, state, progress, text, by, at],
      );
      if (added.length === 0) throw reportedMeanwhile(code);
    });
  }
}

function actionIn(plan: CollectionPlan | null, code: string): FoundAction {
  const list = plan === null ? [] : readPlan(plan.yaml).networkAgreements;
  const found = list.flatMap((agreement) =>
    agreement.actions.filter((action) => action.code === code).map((action) => ({ action, agreement: agreement.code })),
  );
  if (found[0] !== undefined) return found[0];
  throw new Refusal(
    'action.unknown',
    `The collection plan in force has no action '${code}'; GET /network-agreements lists those there are`,
  );
}
