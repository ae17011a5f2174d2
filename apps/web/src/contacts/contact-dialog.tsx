import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntryRules } from '../agreements/use-entry-rules.ts';
import { addContact, changeContact, type Contact, type ContactDetails } from '../api/contacts.ts';
import { Confirm } from '../ui/confirm.tsx';
import { ExpertiseFields } from './expertise-fields.tsx';

interface ContactDialogProps {
  readonly participant: string;
  /** Who is changed; `null` adds somebody. */
  readonly known: Contact | null;
  readonly close: () => void;
}

const FIELDS = [
  ['name', 'text', true],
  ['position', 'text', false],
  ['email', 'email', true],
  ['phone', 'tel', false],
] as const;

/** Asks how somebody is reached at work, and what he or she knows about. */
export function ContactDialog({ participant, known, close }: ContactDialogProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const client = useQueryClient();
  const [details, setDetails] = useState<ContactDetails>(
    known ?? { name: '', position: null, email: '', phone: null, expertise: [] },
  );
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: () => {
      const { name, position, email, phone, expertise } = details;
      const said = { name, position, email, phone, expertise };
      return known === null ? addContact(participant, said) : changeContact(known, said);
    },
    onSuccess: async ({ name }) => {
      close();
      notifications.show({ message: t('contacts.saved', { name }), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
  const confirm = (): void => {
    setTried(true);
    if (rules.text(details.name) === null && rules.text(details.email) === null) saving.mutate();
  };
  return (
    <Confirm
      opened
      title={t(known === null ? 'contacts.addTitle' : 'contacts.changeTitle')}
      confirm={t('ui.save')}
      busy={saving.isPending}
      error={saving.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('contacts.onlyWork')}</p>
      {FIELDS.map(([field, type, required]) => (
        <TextInput
          key={field}
          label={t(`contacts.field.${field}`)}
          required={required}
          type={type}
          autoComplete="off"
          maxLength={200}
          value={details[field] ?? ''}
          error={tried && required && rules.text(details[field] ?? '')}
          onChange={(event) => setDetails({ ...details, [field]: event.currentTarget.value })}
          {...(field === 'name' && { 'data-autofocus': true })}
        />
      ))}
      <ExpertiseFields expertise={details.expertise} onChange={(expertise) => setDetails({ ...details, expertise })} />
    </Confirm>
  );
}
