import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { type ActProps, useActing } from './use-acting.ts';
import { useEntryRules } from './use-entry-rules.ts';

/** Asks until when an agreement lasts from now on. */
export function Renew({ agreement, close }: ActProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rules = useEntryRules();
  const acting = useActing({ agreement, close });
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const wrong = rules.day(to) ?? (to <= agreement.to ? t('agreements.notLonger') : null);
  const confirm = (): void => {
    setTried(true);
    if (wrong === null) acting.mutate({ act: 'renew', to });
  };
  return (
    <Confirm
      opened
      title={t('agreements.ask.renew')}
      confirm={t('agreements.act.renew')}
      busy={acting.isPending}
      error={acting.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('agreements.explain.renew', { to: format.day(agreement.to) })}</p>
      <DayInput label={t('agreements.newEnd')} value={to} error={tried && wrong} onChange={setTo} first />
    </Confirm>
  );
}
