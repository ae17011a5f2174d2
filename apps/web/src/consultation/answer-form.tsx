import { NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerComment, type CommentAnswer, type PlanComment } from '../api/consultation.ts';
import { TextForm } from './text-form.tsx';

const ANSWERS: readonly CommentAnswer[] = ['accepted', 'declined'];

/** Takes a comment over or not, and says why. */
export function AnswerForm({ comment, close }: { comment: PlanComment; close: () => void }) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<CommentAnswer | null>(null);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <TextForm
      title={t('consultation.answerTo', { participant: comment.participant.name })}
      label={t('consultation.why')}
      missing={t('consultation.whyMissing')}
      confirm={t('consultation.answerSend')}
      send={answer === null ? null : (text) => answerComment(comment.id, answer, text)}
      close={close}
    >
      {(tried) => (
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
      )}
    </TextForm>
  );
}
