import { type Page, pageOf, type PageRequest, valuesOf, placeOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { readPlan } from '../model/plan-text.ts';
import { targetRow, type PlanRow, type PlanSummaryRow } from './rows.ts';

/** The columns of `collection_plan` that tell of a version in short. */
export const PLAN_COLUMNS = `plan as code, version, title, valid_from::text as "from", valid_to::text as "to", state,
  plan || '/' || version as token, uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
  adopted_by as "adoptedBy", adopted_at as "adoptedAt"`;

/** Which versions of which collection plans are there? The newest of each plan first. */
export async function collectionPlans(em: EntityManager, { after, limit }: PageRequest): Promise<Page<PlanSummaryRow>> {
  const [plan, version] = valuesOf(after, 2) ?? ['', '2147483647'];
  const rows = await em.execute<PlanSummaryRow[]>(
    `select ${PLAN_COLUMNS} from collection_plan where plan > ? or plan = ? and version < ?::int
      order by plan, collection_plan.version desc limit ?`,
    [plan, plan, version, limit + 1],
  );
  return pageOf(rows, limit, (last) => placeOf(last.code, last.version));
}

/** What does this version say? Without one: the version in force. */
export async function collectionPlan(
  em: EntityManager,
  which: { plan: string; version: number } | 'current',
): Promise<PlanRow | null> {
  const [row] = await em.execute<(PlanSummaryRow & { yaml: string })[]>(
    `select ${PLAN_COLUMNS}, yaml from collection_plan where ${which === 'current' ? `state = 'adopted'` : 'plan = ? and version = ?'}`,
    which === 'current' ? [] : [which.plan, which.version],
  );
  if (row === undefined) return null;
  const { profiles, settings } = readPlan(row.yaml);
  return Object.assign(row, {
    levelBands: settings.levelBands,
    profiles: profiles.map(({ code, name, scope, measuredAgainst, targets }) => ({
      code,
      name,
      scope,
      measuredAgainst,
      targets: targets.map(targetRow),
    })),
  });
}
