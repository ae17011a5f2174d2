import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlanContent } from '../model/collection-plan.ts';
import { totalsOf, valuesOf } from '../model/difference-numbers.ts';
import { sentenceOf } from '../model/difference-words.ts';
import { planDifference } from '../model/plan-difference.ts';
import { readPlan } from '../model/plan-text.ts';
import { PLAN_COLUMNS } from './collection-plans.ts';
import type { PlanDifferenceRow } from './plan-difference-rows.ts';
import type { PlanSummaryRow } from './rows.ts';

interface Stored {
  readonly summary: PlanSummaryRow;
  readonly content: PlanContent;
}

/**
 * What does one version say otherwise than another? Versions are named by their token; without one it is the version in
 * force that is compared with the newest that is not adopted yet.
 */
export async function planDifferences(
  em: EntityManager,
  { from, to }: { from?: string; to?: string },
): Promise<PlanDifferenceRow> {
  const [earlier, later] = [
    await version(em, from, `state = 'adopted'`),
    await version(em, to, `state in ('draft', 'consultation')`),
  ];
  const [before, after] = [earlier.content, later.content];
  const differences = planDifference(before, after);
  return {
    from: earlier.summary,
    to: later.summary,
    words: differences.map((it) => ({
      kind: it.kind,
      profile: 'profile' in it ? it.profile : null,
      activity: 'activity' in it ? it.activity : null,
      agreement: 'agreement' in it ? it.agreement : null,
      says: sentenceOf(it),
    })),
    values: differences.flatMap(valuesOf),
    totals: totalsOf(before, after),
  };
}

async function version(em: EntityManager, token: string | undefined, otherwise: string): Promise<Stored> {
  const [row] = await em.execute<(PlanSummaryRow & { yaml: string })[]>(
    `select ${PLAN_COLUMNS}, yaml from collection_plan
      where ${token === undefined ? otherwise : `plan || '/' || version = ?`}
      order by uploaded_at desc, plan, collection_plan.version desc limit 1`,
    token === undefined ? [] : [token],
  );
  if (row !== undefined) {
    const { yaml, ...summary } = row;
    return { summary, content: readPlan(yaml) };
  }
  if (token === undefined) {
    throw new Refusal(
      'collection-plan.nothing-to-compare',
      'There is no version in force, or none that waits; name both versions, as in from=landelijk/1&to=landelijk/2',
    );
  }
  throw new Refusal(
    'collection-plan.unknown',
    `There is no version ${token} of a collection plan; GET /collection-plans lists those there are`,
  );
}
