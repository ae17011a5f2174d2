import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnsavedGuard } from '../ui/guard.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

interface TextFormProps {
  readonly title: string;
  readonly label: string;
  /** What is said when nothing was written. */
  readonly missing: string;
  readonly confirm: string;
  readonly box?: Ref<HTMLTextAreaElement>;
  /** Sends what was written; null as long as something else of the form is missing. */
  readonly send: ((text: string) => Promise<unknown>) | null;
  readonly close: () => void;
  /** What else is asked; `tried` says that it was sent before. */
  readonly children: (tried: boolean) => ReactNode;
}

/** Something said about a plan: what it is besides, the words, and the way to send them. */
export function TextForm({ title, label, missing, confirm, box, send, close, children }: TextFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const written = text.trim();
  const sending = useMutation({
    mutationFn: (how: (text: string) => Promise<unknown>) => how(written),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      close();
    },
  });
  return (
    <form
      className="stack"
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (written !== '' && send !== null) sending.mutate(send);
      }}
    >
      {children(tried)}
      <Textarea
        {...(box !== undefined && { ref: box })}
        label={label}
        autosize
        minRows={2}
        maxLength={4000}
        required
        value={text}
        error={tried && written === '' ? missing : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {sending.error !== null && <ProblemNote error={sending.error} />}
      <div className="row end">
        <Button size="xs" variant="default" onClick={close}>
          {t('ui.cancel')}
        </Button>
        <Button type="submit" size="xs" loading={sending.isPending}>
          {confirm}
        </Button>
      </div>
      <UnsavedGuard dirty={written !== ''} />
    </form>
  );
}
