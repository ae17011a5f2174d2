import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Contact, removeContact } from '../api/contacts.ts';
import { Confirm } from '../ui/confirm.tsx';

interface RemoveContactProps {
  readonly contact: Contact;
  readonly close: () => void;
}

/** Asks before somebody is forgotten. */
export function RemoveContact({ contact, close }: RemoveContactProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeContact(contact),
    onSuccess: async () => {
      close();
      notifications.show({ message: t('contacts.removed', { name: contact.name }), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
  return (
    <Confirm
      opened
      danger
      title={t('contacts.removeTitle', { name: contact.name })}
      confirm={t('contacts.remove')}
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={close}
    >
      <p>{t('contacts.removeText')}</p>
    </Confirm>
  );
}
