import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntryRules } from '../agreements/use-entry-rules.ts';
import { endRepresentation, type Representation } from '../api/representations.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { today } from '../ui/today.ts';

interface EndRepresentationProps {
  readonly representation: Representation;
  readonly close: () => void;
}

/** Asks until when an organisation acts for a library. */
export function EndRepresentation({ representation, close }: EndRepresentationProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const client = useQueryClient();
  const [on, setOn] = useState(today());
  const ending = useMutation({
    mutationFn: () => endRepresentation(representation, on),
    onSuccess: async () => {
      close();
      notifications.show({ message: t('participants.endedRepresentation'), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['representations'] });
    },
  });
  return (
    <Confirm
      opened
      danger
      title={t('participants.endRepresentationTitle', {
        name: representation.representativeName,
        participant: representation.participantName,
      })}
      confirm={t('participants.endRepresentation')}
      busy={ending.isPending}
      error={ending.error}
      onConfirm={() => rules.day(on) === null && ending.mutate()}
      onClose={close}
    >
      <p>{t('participants.endRepresentationText')}</p>
      <DayInput label={t('participants.to')} value={on} error={rules.day(on)} onChange={setOn} first />
    </Confirm>
  );
}
