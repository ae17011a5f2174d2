import { Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';

interface DecideDialogProps<T> {
  readonly title: string;
  readonly confirm: string;
  readonly done: string;
  readonly decide: (reason: string) => Promise<T>;
  /** Goes on with what was decided, before what is shown is asked for again. */
  readonly then?: (decided: T) => void;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** Asks why, before a decision that every participant will see. */
export function DecideDialog<T>({ title, confirm, done, decide, then, close, children }: DecideDialogProps<T>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const deciding = useMutation({
    mutationFn: decide,
    onSuccess: async (decided) => {
      close();
      notifications.show({ message: done, color: 'ink' });
      then?.(decided);
      await client.invalidateQueries({ queryKey: ['titles'] });
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
