import { NativeSelect, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideItem, type ItemDecision, type WithdrawalItem } from '../api/withdrawals.ts';
import { useActing } from '../shell/acting.tsx';
import { useNames } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { fourWeeksOn, useDayRule } from './days.ts';

interface DecisionDialogProps {
  readonly item: WithdrawalItem;
  readonly what: ItemDecision['what'];
  /** For whom the reader may take it over. */
  readonly takers: readonly string[];
  readonly close: () => void;
}

/** Asks for what it takes to decide about one title: a reason, a day, or only that it is meant. */
export function DecisionDialog({ item, what, takers, close }: DecisionDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const acting = useActing();
  const name = useNames();
  const client = useQueryClient();
  const wrongDay = useDayRule();
  const [reason, setReason] = useState('');
  const [acceptBy, setAcceptBy] = useState(fourWeeksOn);
  const [taker, setTaker] = useState(() => takerAmong(takers, acting));
  const [tried, setTried] = useState(false);
  const deciding = useMutation({
    mutationFn: (decision: ItemDecision) => decideItem(item, decision),
    onSuccess: async () => {
      close();
      notifications.show({ message: t(`weeding.done.${what}`), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['withdrawals'] });
      await client.invalidateQueries({ queryKey: ['commitments'] });
    },
    // What changed meanwhile is shown behind the question; what was typed stays in it.
    onError: () => client.invalidateQueries({ queryKey: ['withdrawals'] }),
  });
  const decide = (): void => {
    setTried(true);
    if (what === 'override' && reason.trim() === '') return;
    if (what === 'offer' && wrongDay(acceptBy) !== null) return;
    if (what === 'accept' && taker === '') return;
    deciding.mutate(decisionOf(what, reason.trim(), acceptBy, taker));
  };
  return (
    <Confirm
      opened
      title={t(`weeding.ask.${what}`)}
      confirm={t(`weeding.do.${what}`)}
      danger={what === 'override'}
      busy={deciding.isPending}
      error={deciding.error}
      onConfirm={decide}
      onClose={close}
    >
      <p>
        <strong>{item.title ?? t('weeding.untitled')}</strong> <code>{item.identifier}</code>
      </p>
      <p>{t(`weeding.explain.${what}`, { who: name(item.participant), day: format.day(item.acceptBy) })}</p>
      {what === 'override' && (
        <Textarea
          label={t('weeding.reason')}
          required
          autosize
          minRows={3}
          maxLength={2000}
          value={reason}
          error={tried && reason.trim() === '' ? t('weeding.reasonMissing') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      )}
      {what === 'offer' && (
        <DayInput
          label={t('weeding.acceptBy')}
          description={t('weeding.acceptByText')}
          value={acceptBy}
          error={tried ? wrongDay(acceptBy) : null}
          onChange={setAcceptBy}
          first
        />
      )}
      {what === 'accept' && takers.length > 1 && (
        <NativeSelect
          label={t('ui.inNameOf')}
          value={taker}
          error={tried && taker === '' ? t('ui.inNameOfMissing') : null}
          onChange={(event) => setTaker(event.currentTarget.value)}
          data={[
            { value: '', label: t('agreements.choose') },
            ...takers.map((isil) => ({ value: isil, label: name(isil) })),
          ]}
          data-autofocus
        />
      )}
    </Confirm>
  );
}

/** Who takes over as long as nobody else is chosen: in whose name the screen is used, or the only one who can. */
function takerAmong(takers: readonly string[], acting: string): string {
  if (takers.includes(acting)) return acting;
  return takers.length === 1 ? (takers[0] ?? '') : '';
}

function decisionOf(what: ItemDecision['what'], reason: string, acceptBy: string, participant: string): ItemDecision {
  if (what === 'override') return { what, reason };
  if (what === 'offer') return { what, acceptBy };
  return what === 'accept' ? { what, participant } : { what };
}
