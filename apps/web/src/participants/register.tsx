import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { isIsil } from '#libs/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { registerParticipant } from '../api/participant.ts';
import { Confirm } from '../ui/confirm.tsx';
import { today } from '../ui/today.ts';
import { DetailsFields, useDetails } from './details-fields.tsx';

/** Lets an administrator register who takes part from a day on. */
export function Register() {
  const { t } = useTranslation();
  const [asked, question] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={question.open}>
        {t('participants.act.register')}
      </Button>
      {asked && <RegisterDialog close={question.close} />}
    </>
  );
}

function RegisterDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isil, setIsil] = useState('');
  const [tried, setTried] = useState(false);
  const details = useDetails({ name: '', kind: 'library', from: today() });
  const registering = useMutation({
    mutationFn: () => {
      const { name, kind, from } = details.values;
      return registerParticipant(isil.trim(), { name: name.trim(), kind, from, to: null, successor: null });
    },
    onSuccess: async (made) => {
      close();
      notifications.show({ message: t('participants.registered', { name: made.name }), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['participants'] });
      await navigate(`/deelnemers/${made.isil}`);
    },
  });
  const wrongIsil = isIsil(isil.trim()) ? null : t('participants.wrongIsil');
  const confirm = (): void => {
    setTried(true);
    details.setTried(true);
    if (wrongIsil === null && !details.wrong) registering.mutate();
  };
  return (
    <Confirm
      opened
      title={t('participants.ask.register')}
      confirm={t('participants.act.register')}
      busy={registering.isPending}
      error={registering.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('participants.explain.register')}</p>
      <TextInput
        label="ISIL"
        description={t('participants.isilHint')}
        required
        maxLength={16}
        value={isil}
        error={tried && wrongIsil}
        onChange={(event) => setIsil(event.currentTarget.value)}
      />
      <DetailsFields {...details} />
    </Confirm>
  );
}
