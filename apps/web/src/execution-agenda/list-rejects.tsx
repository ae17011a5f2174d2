import { useTranslation } from 'react-i18next';
import type { ListOutcome } from '../api/network-agreements.ts';
import { Rejects } from '../refusals/rejects.tsx';

/** The lines of a list that cannot be taken, to be mended and sent again; nothing when there are none. */
export function ListRejects({ outcome }: { outcome: ListOutcome }) {
  const { t } = useTranslation();
  if (outcome.rejectedCount === 0) return null;
  return (
    <div>
      <Rejects
        of={outcome}
        title={t('agenda.rejected', { count: outcome.rejectedCount })}
        text={t('agenda.rejectedText')}
        download={t('agenda.mend')}
      />
    </div>
  );
}
