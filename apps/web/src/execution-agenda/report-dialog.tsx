import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, ACTION_STATES, type ActionState, reportOn } from '../api/network-agreements.ts';
import { useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';

/** Asks how far an action is. It goes by the last report that was seen when it was opened. */
export function ReportDialog({ action, close }: { action: Action; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const planOwner = useRole('plan-owner', 'administrator');
  const [after] = useState(action.last?.number ?? 0);
  const [state, setState] = useState<ActionState>(action.state === 'planned' ? 'running' : action.state);
  const [progress, setProgress] = useState(String(action.progress));
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const number = Number(progress);
  const whole = /^\d{1,3}$/.test(progress.trim());
  const fits = { planned: number === 0, running: number < 100, done: number === 100, dropped: number <= 100 }[state];
  const sending = useMutation({
    mutationFn: () => reportOn(action.code, { after, state, progress: number, text: text.trim() }),
    onSuccess: async () => {
      notifications.show({ color: 'ink', message: t('agenda.reported') });
      await client.invalidateQueries({ queryKey: ['flags', 'agenda'] });
      close();
    },
    // Somebody else may have reported meanwhile: then the page behind shows what.
    onError: () => client.invalidateQueries({ queryKey: ['flags', 'agenda'] }),
  });
  const confirm = (): void => {
    setTried(true);
    if (whole && fits && text.trim() !== '') sending.mutate();
  };
  const choose = (chosen: string): void => {
    const next = ACTION_STATES.find((it) => it === chosen) ?? state;
    setState(next);
    if (next === 'done') setProgress('100');
    if (next === 'planned') setProgress('0');
  };
  return (
    <Confirm
      opened
      title={t('agenda.reportTitle')}
      confirm={t('agenda.send')}
      busy={sending.isPending}
      error={sending.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{action.text}</p>
      <NativeSelect
        label={t('agenda.reportState')}
        value={state}
        onChange={(event) => choose(event.currentTarget.value)}
        data={ACTION_STATES.filter((it) => it !== 'dropped' || planOwner || it === state).map((value) => ({
          value,
          label: t(`agenda.state.${value}`),
        }))}
        data-autofocus
      />
      <TextInput
        label={t('agenda.reportProgress')}
        inputMode="numeric"
        required
        value={progress}
        error={tried && !(whole && fits) ? t('agenda.progressWrong') : null}
        onChange={(event) => setProgress(event.currentTarget.value)}
      />
      <Textarea
        label={t('agenda.reportText')}
        required
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        error={tried && text.trim() === '' ? t('agenda.textMissing') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Confirm>
  );
}
