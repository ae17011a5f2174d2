import type { Context } from '../context.ts';
import { table } from '../output/table.ts';

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
