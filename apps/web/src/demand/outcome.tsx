import { Alert, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LoanRequestOutcome } from '../api/loan-requests.ts';
import { Problem } from '../api/problem.ts';
import { told } from '../refusals/told.ts';
import { useFormat } from '../ui/format.ts';
import { saveAs } from '../ui/save-as.ts';
import { TableFrame } from '../ui/table-frame.tsx';

/** What came of a file: how many requests are new, changed or known, and what was rejected. */
export function Outcome({ outcome }: { outcome: LoanRequestOutcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { made, changed, unchanged, rejectedCount } = outcome;
  const counts = Object.entries({ made, changed, unchanged, rejected: rejectedCount }) as [
    'made' | 'changed' | 'unchanged' | 'rejected',
    number,
  ][];
  return (
    <>
      <output className="block" aria-label={t('demand.came')}>
        <dl className="counts">
          {counts.map(([name, value]) => (
            <div key={name} className={name === 'rejected' && value > 0 ? 'counts-warn' : ''}>
              <dt>{t(`demand.outcome.${name}`)}</dt>
              <dd>{format.number(value)}</dd>
            </div>
          ))}
        </dl>
      </output>
      {rejectedCount > 0 && <Rejects outcome={outcome} />}
    </>
  );
}

function Rejects({ outcome: { rejected, rejectedCount, mend } }: { outcome: LoanRequestOutcome }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Alert color="ochre" title={t('demand.rejected', { count: rejectedCount })} className="notice">
        <p>
          {t('demand.rejectedText')}
          {rejected.length < rejectedCount &&
            ` ${t('demand.rejectedShown', { shown: format.number(rejected.length) })}`}
        </p>
        {mend?.partial === true && <p>{t('demand.mendPartial')}</p>}
        {mend !== null && (
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() =>
              saveAs(
                mend.name,
                mend.type,
                Uint8Array.from(atob(mend.content), (it) => it.charCodeAt(0)),
              )
            }
          >
            {t('demand.mend')}
          </Button>
        )}
      </Alert>
      <TableFrame>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('demand.place')}</th>
              <th scope="col">{t('demand.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map(({ place, code, message }) => {
              const words = told(new Problem(422, code, message), i18n.language);
              return (
                <tr key={place}>
                  <td>{place.replace(/^line /, t('demand.line'))}</td>
                  <td>
                    {words}
                    <span className={words === undefined ? '' : 'block dim small'} lang="en">
                      {message}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}
