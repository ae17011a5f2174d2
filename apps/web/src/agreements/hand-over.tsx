import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { orphansQuery } from '../api/agreement.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { today } from '../ui/today.ts';
import { ReasonInput } from './reason-input.tsx';
import { type ActProps, useActing } from './use-acting.ts';
import { useEntryRules } from './use-entry-rules.ts';

/** Asks who keeps an agreement from which day on, and why; who has agreements about the same profile is named first. */
export function HandOver({ agreement, close }: ActProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const acting = useActing({ agreement, close });
  const candidates = useCandidates(agreement);
  const [taker, setTaker] = useState('');
  const [on, setOn] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = (): void => {
    setTried(true);
    if (taker !== '' && rules.day(on) === null && rules.text(reason) === null) {
      acting.mutate({ act: 'hand-over', taker, on, reason: reason.trim() });
    }
  };
  return (
    <Confirm
      opened
      title={t('agreements.ask.hand-over')}
      confirm={t('agreements.act.hand-over')}
      busy={acting.isPending}
      error={acting.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('agreements.explain.hand-over')}</p>
      <NativeSelect
        label={t('agreements.taker')}
        required
        value={taker}
        error={tried && taker === '' && t('agreements.missing')}
        onChange={(event) => setTaker(event.currentTarget.value)}
        data={[{ value: '', label: t('agreements.choose') }, ...candidates]}
        data-autofocus
      />
      <DayInput label={t('agreements.firstDay')} value={on} error={tried && rules.day(on)} onChange={setOn} />
      <ReasonInput value={reason} error={tried && rules.text(reason)} onChange={setReason} />
    </Confirm>
  );
}

/** Who could go on with it: first those who know the profile, by the level that they hold, then everyone else. */
function useCandidates({ id, participant, from }: ActProps['agreement']) {
  const { t } = useTranslation();
  const { data: participants } = useQuery(participantsQuery);
  const day = from > today() ? from : today();
  const { data: orphans } = useQuery(orphansQuery(participant, day, 'leaving'));
  const proposed = orphans?.find((it) => it.agreement === id)?.successors ?? [];
  const known = new Set(proposed.map((it) => it.participant));
  const others = (participants ?? []).filter(
    ({ isil, to }) => isil !== participant && !known.has(isil) && (to == null || to >= day),
  );
  const groups = [
    {
      group: t('agreements.knowsProfile'),
      items: proposed.map((it) => ({
        value: it.participant,
        label: t('agreements.candidate', { name: it.participantName, held: it.currentLevel ?? '–', level: it.level }),
      })),
    },
    { group: t('agreements.others'), items: others.map(({ isil, name }) => ({ value: isil, label: name })) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
