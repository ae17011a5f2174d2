import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Division, scenarioOfDivision } from '../api/divisions.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';

interface ScenarioDialogProps {
  readonly division: Division;
  readonly close: () => void;
}

/** Asks what the scenario of a division is called, makes it and goes there. */
export function ScenarioDialog({ division: { id, on }, close }: ScenarioDialogProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(t('division.scenarioDefault', { day: format.day(on) }));
  const [tried, setTried] = useState(false);
  const making = useMutation({
    mutationFn: () => scenarioOfDivision(id, { name: name.trim(), language: i18n.language === 'en' ? 'en' : 'nl' }),
    onSuccess: async (scenario) => {
      notifications.show({ color: 'ink', message: t('division.made') });
      await client.invalidateQueries({ queryKey: ['scenarios', 'list'] });
      await navigate(`/scenarios/${scenario.id}`);
    },
  });
  const nameless = name.trim() === '' ? t('division.missing') : null;
  return (
    <Confirm
      opened
      title={t('division.scenarioTitle')}
      confirm={t('division.scenario')}
      busy={making.isPending}
      error={making.error}
      onConfirm={() => {
        setTried(true);
        if (nameless === null) making.mutate();
      }}
      onClose={close}
    >
      <p>{t('division.scenarioText')}</p>
      <TextInput
        label={t('division.scenarioName')}
        required
        maxLength={200}
        value={name}
        error={tried && nameless}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
    </Confirm>
  );
}
