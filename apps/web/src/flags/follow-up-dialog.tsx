import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../api/flag.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { today } from '../ui/today.ts';

/** What takes more than a click. */
export type Asked = 'assign' | 'waive' | 'note' | 'reopen';

interface FollowUpDialogProps {
  readonly asked: Asked;
  readonly assignedTo: string | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly act: (act: Act) => void;
  readonly close: () => void;
}

/** Asks for what it takes to follow a flag up: a name, a day, a reason or a note. */
export function FollowUpDialog({ asked, assignedTo, busy, error, act, close }: FollowUpDialogProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState(asked === 'assign' ? (assignedTo ?? '') : '');
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && value.trim() === '' ? t('flags.followUp.missing') : null);
  const wrongDay = (value: string) => {
    if (value === '') return t('flags.followUp.missing');
    if (!isDay(value)) return t('ui.day.unreadable', { form: t('ui.day.form') });
    return value < today() ? t('flags.followUp.past') : null;
  };
  const confirm = (): void => {
    setTried(true);
    if (words.trim() === '' || (asked === 'waive' && wrongDay(until) !== null)) return;
    act(actOf(asked, words.trim(), until));
  };
  return (
    <Confirm
      opened
      title={t(`flags.followUp.ask.${asked}`)}
      confirm={t(`flags.followUp.${asked}`)}
      busy={busy}
      error={error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t(`flags.followUp.explain.${asked}`)}</p>
      {asked === 'waive' && (
        <DayInput
          label={t('flags.followUp.until')}
          value={until}
          error={tried ? wrongDay(until) : null}
          onChange={setUntil}
          first
        />
      )}
      {asked === 'assign' ? (
        <TextInput
          label={t('flags.followUp.name')}
          required
          maxLength={200}
          value={words}
          error={missing(words)}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-autofocus
        />
      ) : (
        <Textarea
          label={t(asked === 'note' ? 'flags.followUp.text' : 'flags.followUp.reason')}
          required
          autosize
          minRows={3}
          maxLength={2000}
          value={words}
          error={missing(words)}
          onChange={(event) => setWords(event.currentTarget.value)}
          {...(asked !== 'waive' && { 'data-autofocus': true })}
        />
      )}
    </Confirm>
  );
}

function actOf(asked: Asked, words: string, until: string): Act {
  if (asked === 'assign') return { act: 'assign', to: words };
  if (asked === 'waive') return { act: 'waive', until, because: words };
  return asked === 'note' ? { act: 'notes', text: words } : { act: 'reopen', because: words };
}
