import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';
import { type ChangeProps, useChanging } from './use-changing.ts';

/** Takes the last day of a participant back. */
export function Reopen({ participant, close }: ChangeProps) {
  const { t } = useTranslation();
  const changing = useChanging({ participant, close });
  return (
    <Confirm
      opened
      title={t('participants.ask.reopen', { name: participant.name })}
      confirm={t('participants.act.reopen')}
      busy={changing.isPending}
      error={changing.error}
      onConfirm={() => changing.mutate({ to: null, successor: null })}
      onClose={close}
    >
      <p>{t('participants.explain.reopen')}</p>
    </Confirm>
  );
}
