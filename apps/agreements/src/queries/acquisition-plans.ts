import type { Fields, NamedTitle, PlanLine } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest, type User } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlanState } from '../model/acquisition-plan.ts';
import type {
  AcquisitionPlanRow,
  AcquisitionPlanSummaryRow,
  AssessedFlagRow,
  NamedTitleRow,
  PlanLineRow,
  PlanLineSummaryRow,
} from './acquisition-plan-rows.ts';
import { visiblePlans } from './visible-plans.ts';

export interface PlanFilter {
  readonly participant?: Isil | undefined;
  readonly state?: PlanState | undefined;
}

type Line = Omit<Fields<PlanLine>, 'named'>;
type Summary = Line & { readonly namedTitles: number };
type Read<L> = Omit<AcquisitionPlanSummaryRow, 'lines'> & { readonly lines: L[] };

const HEAD = `
  plan.id, plan.participant, participant.name as "participantName", plan.name,
  plan.valid_from::text as "from", plan.valid_to::text as "to", plan.state, plan.version, plan.remark, plan.amends, plan.refused,
  to_char(plan.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "submittedAt",
  case when plan.submitted_version is not null then jsonb_build_object(
    'state', case when assessment.version is null then 'pending' else 'assessed' end,
    'version', plan.submitted_version,
    'flagged', coalesce(jsonb_array_length(assessment.flags), 0)) end as assessment`;
const WITH_FLAGS = `coalesce(assessment.flags, '[]') as flags`;
const FROM = `
  from acquisition_plan plan
  join participant on participant.isil = plan.participant
  left join assessment on assessment.plan = plan.id and assessment.version = plan.submitted_version`;
const WITHOUT_NAMED = `
  coalesce((select jsonb_agg((line - 'named') || jsonb_build_object('namedTitles', jsonb_array_length(line -> 'named'))
                             order by place)
              from jsonb_array_elements(plan.lines) with ordinality as every (line, place)), '[]') as lines`;
const SORTED_BY = `coalesce(plan.submitted_at, 'infinity'::timestamptz)`;

/** Which plans may the user read? Drafts first, then what was submitted last. */
export async function acquisitionPlans(
  em: EntityManager,
  user: User,
  { participant, state }: PlanFilter,
  page: PageRequest,
): Promise<Page<AcquisitionPlanSummaryRow>> {
  const visible = visiblePlans(user);
  const rows = await em.execute<(Read<Summary> & { at: string })[]>(
    `select ${HEAD}, ${WITHOUT_NAMED}, ${SORTED_BY}::text as at ${FROM}
      where ${visible.sql}
        ${participant === undefined ? '' : 'and plan.participant = ?'}
        ${state === undefined ? '' : 'and plan.state = ?'}
        ${page.after === undefined ? '' : `and (${SORTED_BY}, plan.id) < (?::timestamptz, ?::uuid)`}
      order by ${SORTED_BY} desc, plan.id desc
      limit ?`,
    [
      ...visible.parameters,
      ...(participant === undefined ? [] : [participant]),
      ...(state === undefined ? [] : [state]),
      ...(page.after === undefined ? [] : keyOf(page.after)),
      page.limit + 1,
    ],
  );
  const { items, next } = pageOf(rows, page.limit, ({ at, id }) => `${at}~${id}`);
  return { items: items.map(summaryRow), next };
}

/** What does this plan say? `null` when there is none that the user may read. */
export async function acquisitionPlan(em: EntityManager, user: User, id: string): Promise<AcquisitionPlanRow | null> {
  const visible = visiblePlans(user);
  const [row] = await em.execute<(Read<PlanLine> & { flags: AssessedFlagRow[] })[]>(
    `select ${HEAD}, plan.lines, ${WITH_FLAGS} ${FROM} where plan.id = ? and ${visible.sql}`,
    [id, ...visible.parameters],
  );
  if (row === undefined) return null;
  const { lines, flags, assessment, ...head } = row;
  return Object.assign(head, {
    lines: lines.map(wholeLine),
    assessment: assessment === null ? null : Object.assign(assessment, { flags }),
  });
}

function keyOf(after: string): [string, string] {
  const [, at, id] = /^(infinity|[\d :.+-]+)~([\da-f-]{36})$/.exec(after) ?? [];
  if (at === undefined || id === undefined) throw malformedPlace(after);
  return [at, id];
}

function summaryRow({ lines, ...head }: Read<Summary> & { at?: string }): AcquisitionPlanSummaryRow {
  delete head.at;
  return Object.assign(head, { lines: lines.map((line) => lineRow(line, line.namedTitles)) });
}

function lineRow(line: Line, namedTitles: number): PlanLineSummaryRow {
  const { currentLevel = null, goalLevel = null, languageCoverage = null, budget = null } = line;
  const { from = null, to = null, retainUntil = null } = line;
  const { line: id, profile, activity, level, titles, copies } = line;
  return {
    id,
    profile,
    activity,
    level,
    currentLevel,
    goalLevel,
    languageCoverage,
    titles,
    copies,
    budget,
    from,
    to,
    retainUntil,
    namedTitles,
  };
}

export function wholeLine(line: PlanLine): PlanLineRow {
  return Object.assign(lineRow(line, line.named.length), { named: line.named.map(namedRow) });
}

function namedRow({ identifier, title, key }: NamedTitle): NamedTitleRow {
  return { identifier, title: title ?? null, key };
}
