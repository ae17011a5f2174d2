import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PlanComment, withdrawComment } from '../api/consultation.ts';
import { useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { AnswerForm } from './answer-form.tsx';

const TONES = { unanswered: 'warn', accepted: 'good', declined: 'quiet', withdrawn: 'quiet' } as const;

/** A comment with its answer, and what the reader can do with it. */
export function Comment({ comment }: { comment: PlanComment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const owner = useRole('plan-owner', 'administrator');
  const [answering, form] = useDisclosure(false);
  const { participant, text, by, at, state, mine, answered } = comment;
  const open = state === 'unanswered';
  return (
    <li className="item">
      <div className="row between">
        <strong>{participant.name}</strong>
        <Mark tone={TONES[state]}>{t(`consultation.state.${state}`)}</Mark>
      </div>
      <p className="remark-text">{text}</p>
      <p className="dim small">
        {by} · {format.moment(at)}
      </p>
      {answered !== null && (
        <blockquote className="answer">
          <p className="remark-text">{answered.text}</p>
          <p className="dim small">
            {t('consultation.answered', { state: t(`consultation.state.${answered.answer}`) })} · {answered.by} ·{' '}
            {format.moment(answered.at)}
          </p>
        </blockquote>
      )}
      {open && (
        <div className="row">
          {owner && !answering && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('consultation.answerTo', { participant: participant.name })}
              onClick={form.open}
            >
              {t('consultation.answerAct')}
            </Button>
          )}
          {mine && <Withdraw comment={comment} />}
        </div>
      )}
      {open && answering && <AnswerForm comment={comment} close={form.close} />}
    </li>
  );
}

function Withdraw({ comment }: { comment: PlanComment }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, question] = useDisclosure(false);
  const withdrawing = useMutation({
    mutationFn: () => withdrawComment(comment.id),
    onSuccess: async () => {
      question.close();
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
    },
  });
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={question.open}>
        {t('consultation.withdraw')}
      </Button>
      <Confirm
        opened={asked}
        title={t('consultation.withdrawTitle')}
        confirm={t('consultation.withdraw')}
        busy={withdrawing.isPending}
        error={withdrawing.error}
        onConfirm={() => withdrawing.mutate()}
        onClose={question.close}
      >
        <p>{t('consultation.withdrawText')}</p>
      </Confirm>
    </>
  );
}
