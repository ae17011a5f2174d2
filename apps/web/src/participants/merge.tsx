import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntryRules } from '../agreements/use-entry-rules.ts';
import { participantsQuery } from '../api/agreements.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { type ChangeProps, useChanging } from './use-changing.ts';
import { WhatFollows } from './what-follows.tsx';

/** Lets a participant merge into another one, after saying which agreements move. */
export function Merge({ participant, close }: ChangeProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const changing = useChanging({ participant, close });
  const { data: participants } = useQuery(participantsQuery);
  const [survivor, setSurvivor] = useState('');
  const [last, setLast] = useState('');
  const [tried, setTried] = useState(false);
  const wrong = rules.day(last) ?? (last < participant.from ? t('participants.beforeFirst') : null);
  const others = (participants ?? []).filter(({ isil, successor }) => isil !== participant.isil && !successor);
  const confirm = (): void => {
    setTried(true);
    if (wrong === null && survivor !== '') changing.mutate({ to: last, successor: survivor });
  };
  return (
    <Confirm
      opened
      danger
      title={t('participants.ask.merge', { name: participant.name })}
      confirm={t('participants.act.merge')}
      busy={changing.isPending}
      error={changing.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('participants.explain.merge')}</p>
      <NativeSelect
        label={t('participants.survivor')}
        required
        value={survivor}
        error={tried && survivor === '' && t('agreements.missing')}
        onChange={(event) => setSurvivor(event.currentTarget.value)}
        data={[
          { value: '', label: t('agreements.choose') },
          ...others.map(({ isil, name }) => ({ value: isil, label: name })),
        ]}
        data-autofocus
      />
      <DayInput label={t('participants.lastBeforeMerger')} value={last} error={tried && wrong} onChange={setLast} />
      {wrong === null && survivor !== '' && <WhatFollows participant={participant} last={last} survivor={survivor} />}
    </Confirm>
  );
}
