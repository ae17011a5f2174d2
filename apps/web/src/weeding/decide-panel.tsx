import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type CheckedItem, proposeWithdrawal, type WithdrawalAdvice } from '../api/withdrawals.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { SAVED } from '../ui/guard.tsx';
import { Panel } from '../ui/panel.tsx';
import { fourWeeksOn, useDayRule } from './days.ts';

interface DecidePanelProps {
  readonly id: string;
  readonly participant: string;
  readonly profile: string;
  readonly items: readonly CheckedItem[];
  readonly onDecided: () => void;
}

/** Turns what was checked into decisions: from then on others count on it. */
export function DecidePanel({ id, participant, profile, items, onDecided }: DecidePanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const wrongDay = useDayRule();
  const [name, setName] = useState('');
  const [acceptBy, setAcceptBy] = useState(fourWeeksOn);
  const [tried, setTried] = useState(false);
  const [asked, question] = useDisclosure(false);
  const deciding = useMutation({
    mutationFn: () =>
      proposeWithdrawal({
        id,
        participant,
        name: name.trim(),
        acceptBy,
        profile: profile || undefined,
        items: items.map(({ identifier, copies }) => ({ identifier, copies })),
      }),
    onSuccess: async (made) => {
      onDecided();
      notifications.show({ message: t('weeding.decided'), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['withdrawals'] });
      await navigate(`/afstoten/${made.id}`, { state: SAVED });
    },
  });
  const count = (advice: WithdrawalAdvice): string =>
    format.number(items.filter((item) => item.advice === advice).length);
  return (
    <Panel title={t('weeding.decide')}>
      <div className="stack">
        <p>{t('weeding.decideText')}</p>
        <div className="pair">
          <TextInput
            label={t('weeding.name')}
            description={t('weeding.nameHint')}
            required
            maxLength={200}
            value={name}
            error={tried && name.trim() === '' ? t('weeding.nameMissing') : null}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DayInput
            label={t('weeding.acceptBy')}
            description={t('weeding.acceptByText')}
            value={acceptBy}
            error={tried ? wrongDay(acceptBy) : null}
            onChange={setAcceptBy}
          />
        </div>
        <div className="row end">
          <Button
            onClick={() => {
              setTried(true);
              if (name.trim() !== '' && wrongDay(acceptBy) === null) question.open();
            }}
          >
            {t('weeding.decideButton')}
          </Button>
        </div>
      </div>
      <Confirm
        opened={asked}
        title={t('weeding.decideTitle')}
        confirm={t('weeding.decideButton')}
        busy={deciding.isPending}
        error={deciding.error}
        onConfirm={() => deciding.mutate()}
        onClose={question.close}
      >
        <ul>
          <li>{t('weeding.willKeep', { number: count('keep') })}</li>
          <li>{t('weeding.willOffer', { number: count('offer'), day: format.day(acceptBy) })}</li>
          <li>{t('weeding.willFree', { number: count('free') })}</li>
        </ul>
        <p className="dim">{t('weeding.decidedAnew')}</p>
      </Confirm>
    </Panel>
  );
}
