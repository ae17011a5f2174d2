import { Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { Confirm } from '../ui/confirm.tsx';

interface DecideDialogProps<T> {
  readonly title: string;
  readonly confirm: string;
  readonly done: string;
  readonly decide: (reason: string) => Promise<T>;
  /** The title to go on with; the one that is shown may be no more. */
  readonly leadsTo: (decided: T) => string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** Asks why, before a decision that every participant will see. */
export function DecideDialog<T>({ title, confirm, done, decide, leadsTo, close, children }: DecideDialogProps<T>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const deciding = useMutation({
    mutationFn: decide,
    onSuccess: async (decided) => {
      close();
      notifications.show({ message: done, color: 'ink' });
      const address = `/titels/${leadsTo(decided)}`;
      const stays = address === pathname;
      // What is left behind is not asked for again: it may be no title any more.
      await client.invalidateQueries({ queryKey: ['titles'], refetchType: stays ? 'active' : 'none' });
      if (!stays) await navigate(address);
    },
  });
  return (
    <Confirm
      opened
      title={title}
      confirm={confirm}
      busy={deciding.isPending}
      error={deciding.error}
      onConfirm={() => {
        setTried(true);
        if (reason.trim() !== '') deciding.mutate(reason.trim());
      }}
      onClose={close}
    >
      {children}
      <Textarea
        label={t('titles.reason')}
        description={t('titles.reasonText')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        error={tried && reason.trim() === '' ? t('titles.reasonMissing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </Confirm>
  );
}
