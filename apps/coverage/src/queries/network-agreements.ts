import { type Day, Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActionReport } from '../model/action-report.ts';
import {
  type ActionStanding,
  type AgendaFilter,
  agendaOf,
  type AgreementStanding,
  byOpgave,
  narrowed,
  type OpenFlags,
} from '../model/agenda.ts';
import type { Measure } from '../model/network-agreement.ts';
import { readPlan } from '../model/plan-text.ts';
import { arrayOf } from '../store/array.ts';
import { atOneMoment } from './at-one-moment.ts';
import { PLAN_COLUMNS } from './collection-plans.ts';
import type {
  ActionReportRow,
  ActionRow,
  NetworkAgreementDetailRow,
  NetworkAgreementRow,
  NetworkAgreementsRow,
  OpgavenRow,
} from './network-agreement-rows.ts';
import type { ConcernedRow, PlanSummaryRow } from './rows.ts';

/** A version by its token, else the one in force; on a day. */
interface Asked {
  readonly version: string | undefined;
  readonly today: Day;
}

interface Agenda {
  readonly plan: PlanSummaryRow;
  readonly agreements: readonly AgreementStanding[];
  readonly open: readonly OpenFlags[] | null;
  readonly nameOf: (owner: string) => ConcernedRow;
}

/** How does the plan's own list stand? */
export async function networkAgreements(
  em: EntityManager,
  asked: Asked,
  filter: AgendaFilter,
): Promise<NetworkAgreementsRow> {
  const { plan, agreements, nameOf } = await agenda(em, asked);
  const owners = new Set(agreements.flatMap(({ actions }) => actions.map(({ owner }) => owner)));
  return {
    plan,
    agreements: narrowed(agreements, filter).map((it) => agreementRow(it, nameOf)),
    clusters: [...new Set(agreements.map(({ cluster }) => cluster))],
    opgaven: [...new Set(agreements.flatMap(({ opgaven }) => opgaven))],
    owners: [...owners].map(nameOf).toSorted((one, other) => one.name.localeCompare(other.name, 'nl')),
  };
}

/** How does one agreement stand, and what was said of its actions? */
export async function networkAgreement(
  em: EntityManager,
  asked: Asked,
  code: string,
): Promise<NetworkAgreementDetailRow> {
  const { plan, agreements, nameOf } = await agenda(em, asked);
  const found = agreements.find((it) => it.code === code);
  if (found === undefined) throw unknownAgreement(plan.token, code);
  const said = await em.execute<(ActionReport & { action: string })[]>(
    `select action, ${REPORT_COLUMNS} from action_report where plan = ? and action = any(?::text[]) order by number desc`,
    [plan.code, arrayOf(found.actions.map((action) => action.code))],
  );
  const reports = Map.groupBy(said, ({ action }) => action);
  const actions = found.actions.map((action) =>
    Object.assign(actionRow(action, nameOf), { reports: (reports.get(action.code) ?? []).map(reportRow) }),
  );
  return Object.assign(agreementRow(found, nameOf), { plan, actions });
}

/** What does the list come to for each societal goal? */
export async function agendaByOpgave(em: EntityManager, asked: Asked): Promise<OpgavenRow> {
  const { plan, agreements, open } = await agenda(em, asked);
  return { plan, opgaven: byOpgave(agreements, open) };
}

/** By which flags is an agreement of the plan in force measured? */
export async function measureOf(em: EntityManager, code: string): Promise<Measure | null> {
  const { summary, yaml } = await versionOf(em, undefined);
  const found = readPlan(yaml).networkAgreements.find((it) => it.code === code);
  if (found === undefined) throw unknownAgreement(summary.token, code);
  return found.measuredBy;
}

const REPORT_COLUMNS = `number, state, progress, text, by_name as "by", at`;

function agenda(em: EntityManager, asked: Asked): Promise<Agenda> {
  return atOneMoment(em, (moment) => agendaAt(moment, asked));
}

async function agendaAt(em: EntityManager, { version, today }: Asked): Promise<Agenda> {
  const { summary, yaml } = await versionOf(em, version);
  const list = readPlan(yaml).networkAgreements;
  const owners = list.flatMap(({ actions }) => actions.map(({ owner }) => owner));
  const reports = await em.execute<(ActionReport & { action: string })[]>(
    `select distinct on (action) action, ${REPORT_COLUMNS} from action_report where plan = ? order by action, number desc`,
    [summary.code],
  );
  const open =
    summary.state === 'adopted'
      ? await em.execute<OpenFlags[]>(
          `select kind, profile, activity, count(*)::int as count from flag where cleared_at is null
            group by kind, profile, activity`,
        )
      : null;
  const names = await em.execute<ConcernedRow[]>(`select isil, name from participant where isil = any(?::text[])`, [
    arrayOf(new Set(owners)),
  ]);
  const byIsil = new Map(names.map(({ isil, name }) => [isil, name]));
  return {
    plan: summary,
    agreements: agendaOf(list, new Map(reports.map((report) => [report.action, report])), open, today),
    open,
    nameOf: (owner) => ({ isil: owner, name: byIsil.get(owner) ?? owner }),
  };
}

async function versionOf(
  em: EntityManager,
  token: string | undefined,
): Promise<{ summary: PlanSummaryRow; yaml: string }> {
  const [row] = await em.execute<(PlanSummaryRow & { yaml: string })[]>(
    `select ${PLAN_COLUMNS}, yaml from collection_plan
      where ${token === undefined ? `state = 'adopted'` : `plan || '/' || version = ?`}`,
    token === undefined ? [] : [token],
  );
  if (row === undefined) {
    const what = token === undefined ? 'No collection plan is in force yet' : `There is no version ${token} of a plan`;
    throw new Refusal('collection-plan.unknown', `${what}; GET /collection-plans lists those there are`);
  }
  const { yaml, ...summary } = row;
  return { summary, yaml };
}

function agreementRow(agreement: AgreementStanding, nameOf: Agenda['nameOf']): NetworkAgreementRow {
  return { ...agreement, actions: agreement.actions.map((action) => actionRow(action, nameOf)) };
}

function actionRow({ owner, last, ...action }: ActionStanding, nameOf: Agenda['nameOf']): ActionRow {
  return { ...action, owner: nameOf(owner), last: last === null ? null : reportRow(last) };
}

function reportRow({ number, state, progress, text, by, at }: ActionReport): ActionReportRow {
  return { number, state, progress, text, by, at: new Date(at).toISOString() };
}

function unknownAgreement(token: string, code: string): Refusal {
  return new Refusal(
    'network-agreement.unknown',
    `${token} has no network agreement '${code}'; GET /network-agreements lists those there are`,
  );
}
