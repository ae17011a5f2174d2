import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AgreementAct, actOn, agreementQuery } from '../api/agreement.ts';
import type { Agreement } from '../api/agreements.ts';

/** What every dialog about an agreement is given. */
export interface ActProps {
  readonly agreement: Agreement;
  readonly close: () => void;
}

/** Does something about an agreement, says that it was done, and has everything that shows it asked again. */
export function useActing({ agreement, close }: ActProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: AgreementAct) => actOn(agreement, act),
    onSuccess: async (changed, { act }) => {
      close();
      notifications.show({ message: t(`agreements.done.${act}`), color: 'ink' });
      client.setQueryData(agreementQuery(agreement.id).queryKey, changed);
      await client.invalidateQueries({ queryKey: ['agreements'] });
    },
  });
}
