import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Run } from '../api/holdings.ts';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { RunStateMark } from './run-state.tsx';

/** Whom a shared file was divided among, and how far each part is. */
export function RunParts({ run: { parts } }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (parts.length === 0) return null;
  return (
    <Panel title={t('imports.parts')}>
      <p className="dim">{t('imports.partsText')}</p>
      <TableFrame>
        <table className="table" aria-label={t('imports.parts')}>
          <thead>
            <tr>
              <th scope="col">{t('ui.participant')}</th>
              <th scope="col">{t('imports.filterState')}</th>
              <th scope="col" className="num">
                {t('imports.partRecords')}
              </th>
              <th scope="col" className="num">
                {t('imports.rejected')}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ id, name, state, records, rejected }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={`/bezit/${id}`}>{name}</Link>
                </th>
                <td>
                  <RunStateMark state={state} />
                </td>
                <td className="num">{format.number(records)}</td>
                <td className="num">{format.number(rejected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
