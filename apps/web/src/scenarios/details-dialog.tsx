import { Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { addScenario, changeScenario, type Scenario } from '../api/scenarios.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { today } from '../ui/today.ts';

interface DetailsDialogProps {
  /** What is changed; `null` makes a scenario. */
  readonly known: Scenario | null;
  readonly close: () => void;
}

/** Asks what a scenario is called, for which day it is judged, and whether others may see it. */
export function DetailsDialog({ known, close }: DetailsDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(known?.name ?? '');
  const [on, setOn] = useState(known?.on ?? '');
  const [shared, setShared] = useState(known?.shared ?? false);
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: () => {
      const details = { name: name.trim(), on: on === '' ? null : on, shared };
      return known === null ? addScenario({ ...details, changes: [] }) : changeScenario(known, details);
    },
    onSuccess: async (scenario) => {
      close();
      notifications.show({ color: 'ink', message: t('scenarios.saved') });
      client.setQueryData(['scenarios', 'one', scenario.id], scenario);
      await client.invalidateQueries({ queryKey: ['scenarios', 'list'] });
      if (known === null) await navigate(`/scenarios/${scenario.id}`);
    },
  });
  const nameless = name.trim() === '' ? t('scenarios.missing') : null;
  const wrongDay = on === '' || (isDay(on) && on >= today()) ? null : t('scenarios.onPast');
  return (
    <Confirm
      opened
      title={t(known === null ? 'scenarios.new' : 'scenarios.details')}
      confirm={t('ui.save')}
      busy={saving.isPending}
      error={saving.error}
      onConfirm={() => {
        setTried(true);
        if (nameless === null && wrongDay === null) saving.mutate();
      }}
      onClose={close}
    >
      <TextInput
        label={t('scenarios.name')}
        required
        maxLength={200}
        value={name}
        error={tried && nameless}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
      <DayInput
        label={t('scenarios.on')}
        description={t('scenarios.onHint')}
        value={on}
        error={tried && wrongDay}
        onChange={setOn}
        optional
      />
      <Checkbox
        label={t('scenarios.share')}
        checked={shared}
        onChange={({ currentTarget }) => setShared(currentTarget.checked)}
      />
    </Confirm>
  );
}
