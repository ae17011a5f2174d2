import { csvLine } from '#libs/kernel';
import { LIST_COLUMNS, STANDING_COLUMNS } from '../model/network-agreement-columns.ts';
import { listRows } from '../model/network-agreement-writing.ts';
import { cell } from '../model/plan-writing.ts';
import type { ActionRow, NetworkAgreementRow } from '../queries/network-agreement-rows.ts';

/** The list as lines of a spreadsheet, one for each action, which can be read back; how it stands comes after it. */
export function csvOfAgreements(agreements: readonly NetworkAgreementRow[]): string {
  return `\uFEFF${csvLine([...LIST_COLUMNS, ...STANDING_COLUMNS])}${agreements.flatMap(linesOf).join('')}`;
}

function linesOf(agreement: NetworkAgreementRow): string[] {
  const { code, cluster, kind, text, opgaven, measuredBy } = agreement;
  const actions = agreement.actions.map((it) => ({ code: it.code, text: it.text, owner: it.owner.isil, due: it.due }));
  return listRows({ code, cluster, kind, text, opgaven, measuredBy, actions }).map((row, at) =>
    csvLine([...LIST_COLUMNS.map((column) => row[column]), ...standing(agreement, agreement.actions[at])]),
  );
}

function standing({ openFlags }: NetworkAgreementRow, action: ActionRow | undefined): (string | number | null)[] {
  if (action === undefined) return [null, openFlags, null, null, null, null, null];
  const { owner, state, progress, overdue, last } = action;
  return [cell(owner.name), openFlags, state, progress, overdue ? 'yes' : 'no', cell(last?.text), last?.at ?? null];
}
