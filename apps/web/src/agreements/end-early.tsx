import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { ReasonInput } from './reason-input.tsx';
import { type ActProps, useActing } from './use-acting.ts';
import { useEntryRules } from './use-entry-rules.ts';

/** Asks for the last day of an agreement that ends before its time, and why. */
export function EndEarly({ agreement, close }: ActProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rules = useEntryRules();
  const acting = useActing({ agreement, close });
  const [on, setOn] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const wrongDay = rules.day(on) ?? (on < agreement.from || on > agreement.to ? t('agreements.outside') : null);
  const confirm = (): void => {
    setTried(true);
    if (wrongDay === null && rules.text(reason) === null) acting.mutate({ act: 'end', on, reason: reason.trim() });
  };
  return (
    <Confirm
      opened
      danger
      title={t('agreements.ask.end')}
      confirm={t('agreements.act.end')}
      busy={acting.isPending}
      error={acting.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('agreements.explain.end', { to: format.day(agreement.to) })}</p>
      <DayInput label={t('agreements.lastDay')} value={on} error={tried && wrongDay} onChange={setOn} first />
      <ReasonInput value={reason} error={tried && rules.text(reason)} onChange={setReason} />
    </Confirm>
  );
}
