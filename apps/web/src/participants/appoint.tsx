import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntryRules } from '../agreements/use-entry-rules.ts';
import { participantsQuery } from '../api/agreements.ts';
import { represent } from '../api/representations.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { today } from '../ui/today.ts';

interface AppointProps {
  readonly participant: string;
  readonly close: () => void;
}

/** Lets a library name the support organisation that acts for it, from a day on. */
export function Appoint({ participant, close }: AppointProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const client = useQueryClient();
  const { data: participants } = useQuery(participantsQuery);
  const [representative, setRepresentative] = useState('');
  const [from, setFrom] = useState(today());
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const appointing = useMutation({
    mutationFn: () => represent({ participant, representative, from, to: to === '' ? null : to }),
    onSuccess: async ({ representativeName }) => {
      close();
      notifications.show({ message: t('participants.appointed', { name: representativeName }), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['representations'] });
    },
  });
  const confirm = (): void => {
    setTried(true);
    if (representative !== '' && rules.day(from) === null && rules.optionalDay(to) === null) appointing.mutate();
  };
  const support = (participants ?? []).filter(({ kind, to: last }) => kind === 'support-organisation' && last == null);
  return (
    <Confirm
      opened
      title={t('participants.appointTitle')}
      confirm={t('participants.appoint')}
      busy={appointing.isPending}
      error={appointing.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('participants.appointText')}</p>
      <NativeSelect
        label={t('participants.representative')}
        required
        value={representative}
        error={tried && representative === '' && t('agreements.missing')}
        onChange={(event) => setRepresentative(event.currentTarget.value)}
        data={[
          { value: '', label: t('agreements.choose') },
          ...support.map(({ isil, name }) => ({ value: isil, label: name })),
        ]}
        data-autofocus
      />
      <DayInput
        label={t('participants.representedFrom')}
        value={from}
        error={tried && rules.day(from)}
        onChange={setFrom}
      />
      <DayInput
        label={t('participants.representedTo')}
        description={t('participants.optional')}
        value={to}
        optional
        error={tried && rules.optionalDay(to)}
        onChange={setTo}
      />
    </Confirm>
  );
}
