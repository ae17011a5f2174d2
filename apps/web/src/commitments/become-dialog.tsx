import { NativeSelect, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  becomeCommitment,
  type Commitment,
  type CommitmentState,
  commitmentsQuery,
  MAY_BECOME,
  titleRetentionQuery,
} from '../api/commitments.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { useFormat } from '../ui/format.ts';
import { today } from '../ui/today.ts';

interface BecomeDialogProps {
  readonly commitment: Commitment;
  readonly close: () => void;
}

/** Asks what became of a commitment, since when, and what took its place. It is never deleted. */
export function BecomeDialog({ commitment, close }: BecomeDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const choices = MAY_BECOME[commitment.state];
  const [state, setState] = useState<CommitmentState>(choices[0] ?? 'active');
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState('');
  const [successor, setSuccessor] = useState('');
  const [tried, setTried] = useState(false);
  const succeeds = state !== 'active' && state !== 'in-error';
  const changing = useMutation({
    mutationFn: () =>
      becomeCommitment(commitment, {
        state,
        on,
        successor: succeeds && successor !== '' ? successor : null,
        reason: reason.trim() === '' ? null : reason.trim(),
      }),
    onSuccess: async () => {
      close();
      notifications.show({ message: t('commitments.changed'), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['commitments'] });
    },
    // What changed meanwhile is shown behind the question; what was typed stays in it.
    onError: () => client.invalidateQueries({ queryKey: ['commitments'] }),
  });
  const wrongDay = !isDay(on)
    ? t('ui.day.unreadable', { form: t('ui.day.form') })
    : on > today()
      ? t('commitments.dayToCome')
      : null;
  const noReason = state === 'in-error' && reason.trim() === '' ? t('commitments.reasonMissing') : null;
  const noSuccessor = state === 'superseded' && successor === '' ? t('commitments.successorMissing') : null;
  const confirm = (): void => {
    setTried(true);
    if (wrongDay === null && noReason === null && noSuccessor === null) changing.mutate();
  };
  return (
    <Confirm
      opened
      title={t('commitments.changeTitle')}
      confirm={t('commitments.change')}
      danger={MAY_BECOME[state].length === 0}
      busy={changing.isPending}
      error={changing.error}
      onConfirm={confirm}
      onClose={close}
    >
      <NativeSelect
        label={t('commitments.became')}
        value={state}
        onChange={(event) => setState(event.currentTarget.value as CommitmentState)}
        data={choices.map((value) => ({ value, label: t(`commitments.state.${value}`) }))}
        data-autofocus
      />
      <p className="dim">{t(`commitments.explain.${state}`)}</p>
      <DayInput label={t('commitments.since')} value={on} error={tried ? wrongDay : null} onChange={setOn} />
      {succeeds && (
        <Successor
          commitment={commitment}
          value={successor}
          choose={setSuccessor}
          required={state === 'superseded'}
          error={tried ? noSuccessor : null}
        />
      )}
      <Textarea
        label={t('commitments.reason')}
        required={state === 'in-error'}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        error={tried ? noReason : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}

interface SuccessorProps extends Omit<BecomeDialogProps, 'close'> {
  readonly value: string;
  readonly choose: (id: string) => void;
  readonly required: boolean;
  readonly error: string | null;
}

/** Which active commitment about the same took its place. */
function Successor({ commitment, value, choose, required, error }: SuccessorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, identifier, profile } = commitment;
  const ofTitle = useQuery({ ...titleRetentionQuery(identifier ?? ''), enabled: identifier !== null });
  const ofProfile = useInfiniteQuery({
    ...commitmentsQuery({ profile: profile ?? '', state: 'active' }),
    enabled: profile !== null,
  });
  const others = (ofTitle.data?.commitments ?? ofProfile.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    (it) => it.id !== id && it.state === 'active' && it.key === commitment.key,
  );
  return (
    <NativeSelect
      label={t('commitments.successor')}
      description={t(others.length === 0 ? 'commitments.noSuccessor' : 'commitments.successorText')}
      required={required}
      value={value}
      error={error}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('ui.none') },
        ...others.map((it) => ({
          value: it.id,
          label: `${it.participantName}, ${it.until === null ? t('commitments.indefinite') : format.day(it.until)}, ${it.policy}`,
        })),
      ]}
    />
  );
}
