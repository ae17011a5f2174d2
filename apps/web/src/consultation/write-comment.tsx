import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeComment } from '../api/consultation.ts';
import type { CollectionPlan } from '../api/coverage.ts';
import { ActingChoice, useActing } from '../shell/acting.tsx';
import { UnsavedGuard } from '../ui/guard.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

interface WriteCommentProps {
  readonly plan: CollectionPlan;
  readonly profile: string | null;
  readonly title: string;
  readonly close: () => void;
}

/** Says something in the name of a participant. */
export function WriteComment({ plan, profile, title, close }: WriteCommentProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const participant = useActing();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const saying = useMutation({
    mutationFn: () => writeComment(plan, { participant, profile, text: text.trim() }),
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
        if (text.trim() !== '' && participant !== '') saying.mutate();
      }}
    >
      <ActingChoice
        nobody={t('consultation.nobody')}
        required
        error={tried && participant === '' ? t('consultation.forWhom') : null}
      />
      <Textarea
        ref={first}
        label={t('consultation.say')}
        autosize
        minRows={2}
        maxLength={4000}
        required
        value={text}
        error={tried && text.trim() === '' ? t('consultation.sayMissing') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {saying.error !== null && <ProblemNote error={saying.error} />}
      <div className="row end">
        <Button size="xs" variant="default" onClick={close}>
          {t('ui.cancel')}
        </Button>
        <Button type="submit" size="xs" loading={saying.isPending}>
          {t('consultation.send')}
        </Button>
      </div>
      <UnsavedGuard dirty={text.trim() !== ''} />
    </form>
  );
}
