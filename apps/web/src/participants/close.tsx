import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntryRules } from '../agreements/use-entry-rules.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { type ChangeProps, useChanging } from './use-changing.ts';
import { WhatFollows } from './what-follows.tsx';

/** Gives a participant its last day, after saying which agreements end with it. */
export function Close({ participant, close }: ChangeProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const changing = useChanging({ participant, close });
  const [last, setLast] = useState('');
  const [tried, setTried] = useState(false);
  const wrong = rules.day(last) ?? (last < participant.from ? t('participants.beforeFirst') : null);
  const confirm = (): void => {
    setTried(true);
    if (wrong === null) changing.mutate({ to: last, successor: null });
  };
  return (
    <Confirm
      opened
      danger
      title={t('participants.ask.close', { name: participant.name })}
      confirm={t('participants.act.close')}
      busy={changing.isPending}
      error={changing.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('participants.explain.close')}</p>
      <DayInput label={t('participants.to')} value={last} error={tried && wrong} onChange={setLast} first />
      {wrong === null && <WhatFollows participant={participant} last={last} survivor={null} />}
    </Confirm>
  );
}
