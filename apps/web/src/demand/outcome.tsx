import { useTranslation } from 'react-i18next';
import type { LoanRequestOutcome } from '../api/loan-requests.ts';
import { Rejects } from '../refusals/rejects.tsx';
import { useFormat } from '../ui/format.ts';

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
      {rejectedCount > 0 && (
        <Rejects
          of={outcome}
          title={t('demand.rejected', { count: rejectedCount })}
          text={t('demand.rejectedText')}
          download={t('demand.mend')}
        />
      )}
    </>
  );
}
