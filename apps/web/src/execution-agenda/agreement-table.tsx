import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NetworkAgreement } from '../api/network-agreements.ts';
import { useFormat } from '../ui/format.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { ActionMark, Share } from './marks.tsx';

interface AgreementTableProps {
  readonly agreements: readonly NetworkAgreement[];
  readonly version: string;
}

/** Agreements, each with its actions under it: who does what by when, and how far it is. */
export function AgreementTable({ agreements, version }: AgreementTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const heads = ['agreement', 'kind', 'owner', 'due', 'progress', 'flags'] as const;
  return (
    <TableFrame>
      <table className="table agenda">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`agenda.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        {agreements.map((it) => (
          <tbody key={it.code}>
            <tr>
              <th scope="rowgroup">
                <Link to={pathOf(it.code, version)}>
                  <span className="row-code">{it.code}</span> {it.text}
                </Link>
                <p className="dim small">{[it.cluster, ...it.opgaven].join(' · ')}</p>
              </th>
              <td colSpan={2}>{t(`agenda.kinds.${it.kind}`)}</td>
              <td>{it.due !== null && format.day(it.due)}</td>
              <td>
                <Share value={it.progress} label={`${t('agenda.progress')} ${it.code}`} />
              </td>
              <td>
                {it.openFlags === null ? (
                  <span className="dim">–</span>
                ) : (
                  <Link to={flagsOf(it.code)}>{t('agenda.openFlags', { count: it.openFlags })}</Link>
                )}
              </td>
            </tr>
            {it.actions.map((action) => (
              <tr key={action.code} className="sub-row">
                <td>{action.text}</td>
                <td>
                  <ActionMark action={action} />
                </td>
                <td>{action.owner.name}</td>
                <td>{format.day(action.due)}</td>
                <td colSpan={2}>
                  <Share value={action.progress} label={`${t('agenda.progress')} ${action.code}`} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </TableFrame>
  );
}

/** The list of flags, narrowed down to those that measure an agreement. */
export function flagsOf(agreement: string): string {
  return `/signaleringen?${new URLSearchParams({ state: 'open', sort: 'severity', agreement })}`;
}

function pathOf(code: string, version: string): string {
  const path = `/uitvoeringsagenda/${encodeURIComponent(code)}`;
  return version === '' ? path : `${path}?${new URLSearchParams({ version })}`;
}
