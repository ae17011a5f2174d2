import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerComment, type CommentAnswer, type PlanComment } from '../api/consultation.ts';
import { UnsavedGuard } from '../ui/guard.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

const ANSWERS: readonly CommentAnswer[] = ['accepted', 'declined'];

/** Takes a comment over or not, and says why. */
export function AnswerForm({ comment, close }: { comment: PlanComment; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [answer, setAnswer] = useState<CommentAnswer | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const answering = useMutation({
    mutationFn: (chosen: CommentAnswer) => answerComment(comment.id, chosen, text.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      close();
    },
  });
  return (
    <form
      className="stack"
      noValidate
      aria-label={t('consultation.answerTo', { participant: comment.participant.name })}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (answer !== null && text.trim() !== '') answering.mutate(answer);
      }}
    >
      <NativeSelect
        ref={first}
        label={t('consultation.what')}
        required
        value={answer ?? ''}
        error={tried && answer === null ? t('consultation.whatMissing') : null}
        onChange={({ currentTarget }) => setAnswer(ANSWERS.find((it) => it === currentTarget.value) ?? null)}
        data={[
          { value: '', label: '–' },
          ...ANSWERS.map((value) => ({ value, label: t(`consultation.state.${value}`) })),
        ]}
      />
      <Textarea
        label={t('consultation.why')}
        autosize
        minRows={2}
        maxLength={4000}
        required
        value={text}
        error={tried && text.trim() === '' ? t('consultation.whyMissing') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {answering.error !== null && <ProblemNote error={answering.error} />}
      <div className="row end">
        <Button size="xs" variant="default" onClick={close}>
          {t('ui.cancel')}
        </Button>
        <Button type="submit" size="xs" loading={answering.isPending}>
          {t('consultation.answerSend')}
        </Button>
      </div>
      <UnsavedGuard dirty={text.trim() !== ''} />
    </form>
  );
}
