import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type AcquisitionPlan, decidePlan, removePlan } from '../api/agreements.ts';
import { useAssessment } from '../flags/assessed.ts';
import { useActsFor, useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';

type Decision = 'submit' | 'withdraw' | 'accept' | 'return' | 'reject' | 'amend' | 'remove';
const DONE = { submit: 'submitted', accept: 'accepted', return: 'returned', reject: 'rejected' } as const;
/** What is decided with a word to the participant. */
const WITH_A_WORD: ReadonlySet<Decision> = new Set<Decision>(['return', 'reject']);

/** What the reader may do with a plan as it stands, each after a confirmation. */
export function Decisions({ plan }: { plan: AcquisitionPlan }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Decision | null>(null);
  const allowed = useAllowed(plan);
  const button = (decision: Decision, quiet = true) =>
    allowed(decision) && (
      <Button key={decision} variant={quiet ? 'default' : 'filled'} onClick={() => setAsked(decision)}>
        {t(`plans.${decision}`)}
      </Button>
    );
  return (
    <>
      {button('remove')}
      {button('withdraw')}
      {allowed('submit') && (
        <Button variant="default" component={Link} to={`/acquisitieplannen/${plan.id}/wijzigen`}>
          {t('plans.edit')}
        </Button>
      )}
      {button('amend')}
      {button('reject')}
      {button('return')}
      {button('submit', false)}
      {button('accept', false)}
      {asked !== null && <Question plan={plan} decision={asked} close={() => setAsked(null)} />}
    </>
  );
}

function useAllowed({ participant, state }: AcquisitionPlan): (decision: Decision) => boolean {
  const owner = useRole('plan-owner');
  const author = useActsFor(participant);
  return (decision) => {
    switch (decision) {
      case 'submit':
        return author && (state === 'draft' || state === 'returned');
      case 'withdraw':
        return author && (state === 'submitted' || state === 'in-review' || state === 'returned');
      case 'amend':
        return author && state === 'accepted';
      case 'remove':
        return author && state === 'draft';
      default:
        return owner && (state === 'submitted' || state === 'in-review');
    }
  };
}

interface QuestionProps {
  readonly plan: AcquisitionPlan;
  readonly decision: Decision;
  readonly close: () => void;
}

function Question({ plan, decision, close }: QuestionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { flags } = useAssessment(plan);
  const [remark, setRemark] = useState('');
  const [missing, setMissing] = useState(false);
  const deciding = useMutation({
    mutationFn: async () => {
      if (decision !== 'remove') return await decidePlan(plan, decision, remark.trim());
      await removePlan(plan);
      return null;
    },
    onSuccess: async (changed) => {
      close();
      if (decision in DONE) {
        notifications.show({ message: t(`plans.${DONE[decision as keyof typeof DONE]}`), color: 'ink' });
      }
      if (changed === null) await navigate('/acquisitieplannen');
      else if (changed.id !== plan.id) await navigate(`/acquisitieplannen/${changed.id}/wijzigen`);
      else client.setQueryData(['acquisition-plans', 'one', plan.id], changed);
      for (const queryKey of [['acquisition-plans', 'list'], ['assessment', plan.id], ['agreements']]) {
        await client.invalidateQueries({ queryKey });
      }
    },
  });
  const decide = (): void => {
    if (WITH_A_WORD.has(decision) && remark.trim() === '') setMissing(true);
    else deciding.mutate();
  };
  return (
    <Confirm
      opened
      title={t(`plans.${decision}Title`)}
      confirm={t(`plans.${decision}`)}
      danger={decision === 'remove' || decision === 'withdraw' || decision === 'reject'}
      busy={deciding.isPending}
      error={deciding.error}
      onConfirm={decide}
      onClose={close}
    >
      <p>
        {t(`plans.${decision}Text`, {
          participant: plan.participantName,
          from: format.day(plan.from),
          to: format.day(plan.to),
        })}
      </p>
      {decision === 'accept' && flags.length > 0 && (
        <p>
          <strong>{t('plans.acceptFlags', { count: flags.length })}</strong>
        </p>
      )}
      {WITH_A_WORD.has(decision) && (
        <Textarea
          label={t('plans.remark')}
          required
          autosize
          minRows={3}
          value={remark}
          error={missing && remark.trim() === '' ? t('plans.remarkMissing') : null}
          onChange={(event) => setRemark(event.currentTarget.value)}
          data-autofocus
        />
      )}
    </Confirm>
  );
}
