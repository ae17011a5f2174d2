import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../api/agreements.ts';
import { changeParticipant, type ParticipantDetails, participantQuery } from '../api/participant.ts';

/** What every dialog about a participant is given. */
export interface ChangeProps {
  readonly participant: Participant;
  readonly close: () => void;
}

/** Changes what is told of a participant, and has everything that shows it asked again. */
export function useChanging({ participant, close }: ChangeProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changed: Partial<ParticipantDetails>) => changeParticipant(participant, changed),
    onSuccess: async (changed) => {
      close();
      notifications.show({ message: t('participants.changed', { name: changed.name }), color: 'ink' });
      client.setQueryData(participantQuery(changed.isil).queryKey, changed);
      await client.invalidateQueries({ queryKey: ['participants'] });
      await client.invalidateQueries({ queryKey: ['agreements'] });
    },
  });
}
