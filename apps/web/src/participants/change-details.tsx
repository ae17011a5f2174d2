import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';
import { DetailsFields, useDetails } from './details-fields.tsx';
import { type ChangeProps, useChanging } from './use-changing.ts';

/** Renames a participant, or corrects what it is and since when. */
export function ChangeDetails({ participant, close }: ChangeProps) {
  const { t } = useTranslation();
  const changing = useChanging({ participant, close });
  const details = useDetails(participant);
  const confirm = (): void => {
    details.setTried(true);
    const { name, kind, from } = details.values;
    if (!details.wrong) changing.mutate({ name: name.trim(), kind, from });
  };
  return (
    <Confirm
      opened
      title={t('participants.ask.change')}
      confirm={t('ui.save')}
      busy={changing.isPending}
      error={changing.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('participants.explain.change')}</p>
      <DetailsFields {...details} />
    </Confirm>
  );
}
