import { type Page, pageOf, type PageRequest, valuesOf, placeOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { readPlan } from '../model/plan-text.ts';
import { targetRow, type PlanRow, type PlanSummaryRow } from './rows.ts';

/** The columns of `collection_plan` that tell of a version in short. */
export const PLAN_COLUMNS = `plan as code, version, title, valid_from::text as "from", valid_to::text as "to", state,
  plan || '/' || version as token, uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
  adopted_by as "adoptedBy", adopted_at as "adoptedAt", consulted_until::text as "consultedUntil"`;

const CONSULTATION = `(select coalesce(json_agg(json_build_object('what', s.what, 'until', s.until, 'by', s.by_name, 'at', s.at)
      order by s.number), '[]') from plan_consultation s
    where s.plan = collection_plan.plan and s.version = collection_plan.version) as consultation,
  (select json_build_object('all', count(*)::int, 'unanswered', count(*) filter (where c.answered_at is null)::int)
     from plan_comment c where c.plan = collection_plan.plan and c.version = collection_plan.version
       and c.withdrawn_at is null) as comments`;

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

/** Is there such a version? */
export async function isCollectionPlan(em: EntityManager, plan: string, version: number): Promise<boolean> {
  const rows = await em.execute('select from collection_plan where plan = ? and version = ?', [plan, version]);
  return rows.length > 0;
}

/** What does this version say? Without one: the version in force. */
export async function collectionPlan(
  em: EntityManager,
  which: { plan: string; version: number } | 'current',
): Promise<PlanRow | null> {
  const [row] = await em.execute<Omit<PlanRow, 'profiles' | 'levelBands'>[]>(
    `select ${PLAN_COLUMNS}, ${CONSULTATION}, yaml from collection_plan where ${which === 'current' ? `state = 'adopted'` : 'plan = ? and version = ?'}`,
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
