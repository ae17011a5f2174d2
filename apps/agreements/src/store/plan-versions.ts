import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { AcquisitionPlan } from '../model/acquisition-plan.ts';
import type { PlanContent } from '../model/proposal.ts';
import { nameTitlesOfPlan } from './planned-titles.ts';

/** Who made a version, and when. */
export interface Making {
  readonly by: string;
  readonly at: Date;
}

/** Keeps a version of a plan; its content, and which titles it names, only where that is not what the version before says. */
export async function keepVersion(
  em: EntityManager,
  plan: AcquisitionPlan,
  { by, at }: Making,
  isNewContent: boolean,
): Promise<void> {
  await em.execute(
    `insert into acquisition_plan_version (plan, version, state, remark, made_at, made_by, content)
     values (?, ?, ?, ?, ?, ?, ?::jsonb)`,
    [plan.id, plan.version, plan.state, plan.remark, at, by, isNewContent ? JSON.stringify(plan.content) : null],
  );
  if (isNewContent) await nameTitlesOfPlan(em, plan.id);
}

/** What a plan said in a version; `null` when that version was not kept. */
export async function contentOf(em: EntityManager, plan: string, version: number): Promise<PlanContent | null> {
  const [row] = await em.execute<{ content: PlanContent }[]>(
    `select content from acquisition_plan_version
      where plan = ? and version <= ? and content is not null
        and exists (select from acquisition_plan_version it where it.plan = ? and it.version = ?)
      order by version desc limit 1`,
    [plan, version, plan, version],
  );
  return row?.content ?? null;
}

export function unknownVersion(plan: string, version: number): Refusal {
  return new Refusal('version.unknown', `Acquisition plan ${plan} has no version ${version} that you can see`);
}
