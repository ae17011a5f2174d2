import type { NetworkAgreement } from './network-agreement.ts';
import type { LIST_COLUMNS } from './network-agreement-columns.ts';
import { cell } from './plan-writing.ts';

type Row = Readonly<Record<(typeof LIST_COLUMNS)[number], string | number | null>>;

/** An agreement as rows of CSV, one for each of its actions, which `readNetworkAgreementsCsv` reads as the same agreement. */
export function listRows({ code, cluster, kind, text, opgaven, measuredBy, actions }: NetworkAgreement): Row[] {
  const about = {
    agreement: code,
    cluster: cell(cluster),
    kind,
    text: cell(text),
    opgaven: cell(opgaven.join(' | ')),
    flags: measuredBy?.flags.join(' | ') ?? null,
    'flag profiles': measuredBy?.profiles.join(' | ') ?? null,
    'flag activity': measuredBy?.activity ?? null,
  };
  const none = { action: null, 'action text': null, owner: null, due: null };
  const rows = actions.map((it) => ({ action: it.code, 'action text': cell(it.text), owner: it.owner, due: it.due }));
  return (rows.length === 0 ? [none] : rows).map((row) => Object.assign({}, about, row));
}
