import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeConsultation, openConsultation } from '../api/consultation.ts';
import type { CollectionPlan } from '../api/coverage.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { today } from '../ui/today.ts';

/** Opens consultation on a draft; while it is open, moves its last day or closes it. */
export function Consult({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  if (plan.state !== 'draft' && plan.state !== 'consultation') return null;
  return (
    <>
      <AskUntil key={plan.consultedUntil} plan={plan} />
      {plan.state === 'consultation' && <Close plan={plan} label={t('consultation.close')} />}
    </>
  );
}

function AskUntil({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, question] = useDisclosure(false);
  const [until, setUntil] = useState(plan.consultedUntil ?? '');
  const [tried, setTried] = useState(false);
  const act = plan.state === 'draft' ? 'open' : 'move';
  const opening = useMutation({
    mutationFn: () => openConsultation(plan, until),
    onSuccess: async () => {
      question.close();
      notifications.show({ color: 'ink', message: t(act === 'open' ? 'consultation.opened' : 'consultation.moved') });
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
    },
  });
  const wrong = isDay(until) && until >= today() ? null : t('consultation.untilPast');
  return (
    <>
      <Button variant="default" onClick={question.open}>
        {t(`consultation.${act}`)}
      </Button>
      <Confirm
        opened={asked}
        title={t(`consultation.${act}Title`)}
        confirm={act === 'open' ? t('consultation.open') : t('consultation.save')}
        busy={opening.isPending}
        error={opening.error}
        onConfirm={() => {
          setTried(true);
          if (wrong === null) opening.mutate();
        }}
        onClose={question.close}
      >
        <p>{t(`consultation.${act}Text`)}</p>
        <DayInput label={t('consultation.until')} value={until} error={tried && wrong} onChange={setUntil} first />
      </Confirm>
    </>
  );
}

function Close({ plan, label }: { plan: CollectionPlan; label: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, question] = useDisclosure(false);
  const closing = useMutation({
    mutationFn: () => closeConsultation(plan),
    onSuccess: async () => {
      question.close();
      notifications.show({ color: 'ink', message: t('consultation.closed') });
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
    },
  });
  return (
    <>
      <Button variant="default" onClick={question.open}>
        {label}
      </Button>
      <Confirm
        opened={asked}
        title={t('consultation.closeTitle')}
        confirm={label}
        busy={closing.isPending}
        error={closing.error}
        onConfirm={() => closing.mutate()}
        onClose={question.close}
      >
        <p>{t('consultation.closeText')}</p>
      </Confirm>
    </>
  );
}
