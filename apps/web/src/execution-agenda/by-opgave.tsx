import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Opgave, opgavenQuery } from '../api/network-agreements.ts';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { Share } from './marks.tsx';

/** What the list comes to for each societal goal; each is a way to the list of its agreements. */
export function ByOpgave({ version }: { version: string }) {
  const { t } = useTranslation();
  const report = useQuery(opgavenQuery(version));
  return (
    <Panel plain title={t('agenda.byOpgave')}>
      <Loaded query={report}>
        {({ opgaven }) => (
          <>
            <TableFrame>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('agenda.opgave')}</th>
                    {(['agreementsShort', 'actions', 'done', 'overdueShort'] as const).map((head) => (
                      <th key={head} scope="col" className="num">
                        {t(`agenda.${head}`)}
                      </th>
                    ))}
                    <th scope="col">{t('agenda.progress')}</th>
                    <th scope="col" className="num">
                      {t('agenda.flags')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {opgaven.map((it) => (
                    <Row key={it.opgave} opgave={it} version={version} />
                  ))}
                </tbody>
              </table>
            </TableFrame>
            <p className="dim small panel-note">{t('agenda.byOpgaveText')}</p>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Row({ opgave: it, version }: { opgave: Opgave; version: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { opgave } = it;
  return (
    <tr>
      <th scope="row">
        {opgave === null ? (
          t('agenda.noOpgave')
        ) : (
          <Link to={`/uitvoeringsagenda?${new URLSearchParams({ ...(version !== '' && { version }), opgave })}`}>
            {opgave}
          </Link>
        )}
      </th>
      <td className="num">{format.number(it.agreements)}</td>
      <td className="num">{format.number(it.actions)}</td>
      <td className="num">{format.number(it.done)}</td>
      <td className="num">{format.number(it.overdue)}</td>
      <td>
        <Share value={it.progress} label={`${t('agenda.progress')} ${opgave ?? t('agenda.noOpgave')}`} />
      </td>
      <td className="num">{it.openFlags === null ? '–' : format.number(it.openFlags)}</td>
    </tr>
  );
}
