import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { Problem } from '../gateway/problem.ts';
import { table } from '../output/table.ts';
import { readText } from './files.ts';
import type { PlanSummary } from './plan.ts';
import { pathOf } from './plan-consultation.ts';

/** A network agreement with its actions, as coverage tells of it. */
interface NetworkAgreement {
  readonly code: string;
  readonly kind: string;
  readonly text: string;
  readonly openFlags: number | null;
  readonly actions: readonly Action[];
}

interface Action {
  readonly code: string;
  readonly owner: { readonly isil: string };
  readonly due: string;
  readonly state: string;
  readonly progress: number;
  readonly overdue: boolean;
  readonly last: { readonly number: number } | null;
}

export const ACTION_STATES = ['planned', 'running', 'done', 'dropped'] as const;

export interface AgendaOptions {
  readonly owner?: string;
  readonly overdue?: boolean;
  readonly csv?: string;
}

export interface LoadListOptions {
  readonly yes?: boolean;
}

export interface ReportOptions {
  readonly state: string;
  readonly progress: string;
  readonly text: string;
}

/** Lists the plan's own list with how it stands, or writes it as CSV, which can be changed and brought in again. */
export async function agendaOf(
  { gateway, output }: Context,
  version: string | undefined,
  { owner, overdue, csv }: AgendaOptions,
): Promise<void> {
  const query = { version, owner, overdue: overdue === true ? 'yes' : undefined };
  if (csv !== undefined) {
    await gateway.download('coverage', '/network-agreements.csv', csv, query);
    return output.result({ file: csv }, `The list is in ${csv}`);
  }
  const { agreements } = await gateway.get<{ agreements: readonly NetworkAgreement[] }>(
    'coverage',
    '/network-agreements',
    query,
  );
  const rows = agreements.flatMap((it) => [
    [it.code, it.kind, '', '', '', String(it.openFlags ?? ''), it.text],
    ...it.actions.map((action) => [
      `  ${action.code}`,
      action.overdue ? `${action.state}, overdue` : action.state,
      action.owner.isil,
      action.due,
      `${action.progress} %`,
      '',
      '',
    ]),
  ]);
  const listed = table(['agreement', 'state', 'owner', 'due', 'progress', 'open flags', 'text'], rows);
  output.result(agreements, agreements.length === 0 ? 'No network agreements' : listed);
}

/** Makes the next version of a plan, with the list of a file in the place of its own. Asks before agreements go. */
export async function loadList(
  { gateway, output, exit }: Context,
  version: string,
  file: string,
  { yes }: LoadListOptions,
): Promise<void> {
  const plan = await sendList(gateway, version, await readText(file), async (going) => {
    for (const { at, message } of going) output.step(`Not in the list: ${at} ${message}`);
    return yes === true || (await output.confirms(`${going.length} network agreements go. Go on?`));
  });
  if (plan === undefined) {
    exit(EXIT.held);
    return output.result({ held: true }, 'No draft was made: agreements would go. Give --yes to let them go.');
  }
  output.result(plan, `${plan.code}/${plan.version} is a draft with the list of ${file}`);
}

/** Sends a list; that agreements go has to be confirmed, else nothing happens and nothing is answered. */
async function sendList(
  gateway: Gateway,
  version: string,
  csv: string,
  confirm: (going: Problem['details']) => Promise<boolean>,
): Promise<PlanSummary | undefined> {
  const path = `${pathOf(version)}/network-agreements`;
  try {
    return await gateway.sendText<PlanSummary>('coverage', path, csv, 'text/csv');
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'network-agreements.confirmation-needed') throw error;
    if (!(await confirm(error.details))) return undefined;
    return await gateway.sendText<PlanSummary>('coverage', path, csv, 'text/csv', { confirmed: 'yes' });
  }
}

/** Reports how far an action of the plan in force is, after the last report that is there. */
export async function reportOn(
  { gateway, output }: Context,
  action: string,
  { state, progress, text }: ReportOptions,
): Promise<void> {
  const { agreements } = await gateway.get<{ agreements: readonly NetworkAgreement[] }>(
    'coverage',
    '/network-agreements',
  );
  const found = agreements.flatMap(({ actions }) => actions).find(({ code }) => code === action);
  const said = { after: found?.last?.number ?? 0, state, progress: Number(progress), text };
  const agreement = await gateway.send('POST', 'coverage', `/actions/${encodeURIComponent(action)}/reports`, said);
  output.result(agreement, `Reported: ${action} is ${state}, ${progress} %`);
}
