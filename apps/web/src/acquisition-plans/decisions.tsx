import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type AcquisitionPlan, decidePlan, removePlan } from '../api/agreements.ts';
import { useActsFor, useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { StartReview } from './start-review.tsx';
import { useSeen } from './use-seen.ts';

type Decision = 'submit' | 'withdraw' | 'review' | 'accept' | 'return' | 'reject' | 'amend' | 'remove';
const DONE = { submit: 'submitted', return: 'returned', reject: 'rejected' } as const;
/** What is decided with a word to the participant. */
const WITH_A_WORD: ReadonlySet<Decision> = new Set<Decision>(['return', 'reject']);

/** What the reader may do with a plan as it stands, each after a confirmation. */
export function Decisions({ plan }: { plan: AcquisitionPlan }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Exclude<Decision, 'review'> | null>(null);
  const allowed = useAllowed(plan);
  const button = (decision: Exclude<Decision, 'review'>, quiet = true) =>
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
      {allowed('review') && <StartReview plan={plan} />}
      {button('reject')}
      {button('return')}
      {button('submit', false)}
      {button('accept', false)}
      {asked === 'accept' && <AcceptDialog plan={plan} close={() => setAsked(null)} />}
      {asked !== null && asked !== 'accept' && <Question plan={plan} decision={asked} close={() => setAsked(null)} />}
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
      case 'review':
        return owner && state === 'submitted';
      default:
        return owner && (state === 'submitted' || state === 'in-review');
    }
  };
}

interface QuestionProps {
  readonly plan: AcquisitionPlan;
  readonly decision: Exclude<Decision, 'accept' | 'review'>;
  readonly close: () => void;
}

function Question({ plan, decision, close }: QuestionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const seen = useSeen(plan);
  const [remark, setRemark] = useState('');
  const [missing, setMissing] = useState(false);
  const deciding = useMutation({
    mutationFn: async () => {
      if (decision !== 'remove')
        return await decidePlan({ id: plan.id, version: seen.version }, decision, remark.trim());
      await removePlan(plan);
      return null;
    },
    onSuccess: async (changed) => {
      close();
      if (decision in DONE) {
        notifications.show({ message: t(`plans.${DONE[decision as keyof typeof DONE]}`), color: 'ink' });
      }
      if (changed === null) {
        // Of a plan that is gone there is nothing more to be asked than the list without it.
        await navigate('/acquisitieplannen', { flushSync: true });
        return client.invalidateQueries({ queryKey: ['acquisition-plans', 'list'] });
      }
      if (changed.id !== plan.id) await navigate(`/acquisitieplannen/${changed.id}/wijzigen`);
      else client.setQueryData(['acquisition-plans', 'one', plan.id], changed);
      for (const queryKey of [
        ['acquisition-plans', 'list'],
        ['acquisition-plans', 'versions', plan.id],
        ['assessment', plan.id],
        ['agreements'],
      ]) {
        await client.invalidateQueries({ queryKey });
      }
    },
    // Whatever changed meanwhile is shown in the question; what was typed stays.
    onError: () => client.invalidateQueries({ queryKey: ['acquisition-plans'] }),
  });
  const decide = (): void => {
    if (WITH_A_WORD.has(decision) && remark.trim() === '') setMissing(true);
    else if (!seen.outdated) deciding.mutate();
  };
  return (
    <Confirm
      opened
      title={t(`plans.${decision}Title`)}
      confirm={t(`plans.${decision}`)}
      danger={decision === 'remove' || decision === 'withdraw' || decision === 'reject'}
      busy={deciding.isPending}
      error={seen.outdated ? null : deciding.error}
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
      <ChangedMeanwhile plan={plan} seen={seen} />
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
