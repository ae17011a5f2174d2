import type { Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import { classifier, UNCLASSIFIED } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { PlanVersion } from '../model/collection-plan.ts';
import { type Counting, countedUnder } from '../model/counted.ts';
import { readPlan } from '../model/plan-text.ts';

const WITHOUT_PLAN = countedUnder(() => [UNCLASSIFIED]);

/** A plan version made ready to use: parsed, its scopes, crosswalks and reference lists compiled. */
export interface CompiledPlan {
  readonly plan: PlanVersion;
  readonly counting: Counting;
}

/** What the projection is about, as its transaction sees it. */
export interface Standing {
  readonly compiled: CompiledPlan | null;
  /** The day that every profile was last judged for. */
  readonly assessedOn: Day | null;
}

interface Row {
  plan: string | null;
  version: number;
  assessed_on: Day | null;
}

const standing = prepared<Row>(`select plan, plan_version as version, assessed_on::text from projection`);

/** The plan in force. Its text never changes, so what is made of it is kept. */
@Injectable()
export class PlanInForce {
  private readonly kept = new Map<string, CompiledPlan>();

  /** Within a transaction, whose moment it is of. */
  async standing(em: EntityManager): Promise<Standing> {
    const [row] = await standing(em);
    if (row === undefined || row.plan === null) return { compiled: null, assessedOn: null };
    return { compiled: await this.compiled(em, row.plan, row.version), assessedOn: row.assessed_on };
  }

  /** What a title counts under by the plan in force; without a plan no profile covers anything. */
  async counting(em: EntityManager): Promise<Counting> {
    const { compiled } = await this.standing(em);
    return compiled?.counting ?? WITHOUT_PLAN;
  }

  /** For when versions may come to mean something else: a database that was put back. */
  forget(): void {
    this.kept.clear();
  }

  async compiled(em: EntityManager, plan: string, version: number): Promise<CompiledPlan> {
    const token = `${plan}/${version}`;
    const known = this.kept.get(token);
    if (known !== undefined) return known;
    const [row] = await em.execute<{ yaml: string }[]>(
      `select yaml from collection_plan where plan = ? and version = ?`,
      [plan, version],
    );
    if (row === undefined) throw new Error(`The projection is about collection plan ${token}, which is not stored`);
    const content = { ...readPlan(row.yaml), version };
    const { profiles, crosswalks, referenceLists } = content;
    const counting = countedUnder(classifier(profiles, crosswalks), referenceLists);
    const compiled = { plan: content, counting };
    this.kept.clear();
    this.kept.set(token, compiled);
    return compiled;
  }
}
