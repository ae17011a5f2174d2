import { NativeSelect, NumberInput } from '@mantine/core';
import { LEVELS } from '#libs/kernel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { ReasonInput } from './reason-input.tsx';
import { type ActProps, useActing } from './use-acting.ts';
import { useEntryRules } from './use-entry-rules.ts';

/** Asks for the terms from now on, and why they are others. */
export function Adjust({ agreement, close }: ActProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const acting = useActing({ agreement, close });
  const [level, setLevel] = useState<string>(agreement.level);
  const [goalLevel, setGoalLevel] = useState<string>(agreement.goalLevel ?? '');
  const [titles, setTitles] = useState<number | string>(agreement.titles);
  const [copies, setCopies] = useState<number | string>(agreement.copies);
  const [kept, setKept] = useState(keptOf(agreement.retainUntil));
  const [until, setUntil] = useState(kept === 'day' ? (agreement.retainUntil ?? '') : '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const wrongDay = kept === 'day' ? rules.day(until) : null;
  const confirm = (): void => {
    setTried(true);
    if (wrongDay !== null || rules.text(reason) !== null) return;
    acting.mutate({
      act: 'adjust',
      level,
      goalLevel: goalLevel === '' ? null : goalLevel,
      titles: Number(titles),
      copies: Number(copies),
      retainUntil: kept === 'day' ? until : kept === 'indefinite' ? kept : null,
      reason: reason.trim(),
    });
  };
  const levels = (present: string) => [
    ...(LEVELS.some((it) => it === present) || present === '' ? [] : [{ value: present, label: present }]),
    ...LEVELS.map((it) => ({ value: it, label: `${it} – ${t(`ui.level.${it}`)}` })),
  ];
  return (
    <Confirm
      opened
      title={t('agreements.ask.adjust')}
      confirm={t('agreements.act.adjust')}
      busy={acting.isPending}
      error={acting.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('agreements.explain.adjust')}</p>
      <div className="pair">
        <NativeSelect
          label={t('plans.level')}
          required
          value={level}
          onChange={(event) => setLevel(event.currentTarget.value)}
          data={levels(level)}
          data-autofocus
        />
        <NativeSelect
          label={t('plans.goalLevel')}
          value={goalLevel}
          onChange={(event) => setGoalLevel(event.currentTarget.value)}
          data={[{ value: '', label: t('plans.notChosen') }, ...levels(goalLevel)]}
        />
        <NumberInput
          label={t('plans.titles')}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          value={titles}
          onChange={setTitles}
        />
        <NumberInput
          label={t('plans.copies')}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          value={copies}
          onChange={setCopies}
        />
      </div>
      <NativeSelect
        label={t('agreements.retainUntil')}
        value={kept}
        onChange={(event) => setKept(event.currentTarget.value as Kept)}
        data={[
          { value: '', label: t('agreements.notSaid') },
          { value: 'indefinite', label: t('agreements.indefinite') },
          { value: 'day', label: t('agreements.untilDay') },
        ]}
      />
      {kept === 'day' && (
        <DayInput label={t('agreements.keptUntil')} value={until} error={tried && wrongDay} onChange={setUntil} />
      )}
      <ReasonInput value={reason} error={tried && rules.text(reason)} onChange={setReason} />
    </Confirm>
  );
}

type Kept = '' | 'indefinite' | 'day';

function keptOf(until: string | null): Kept {
  if (until === null) return '';
  return until === 'indefinite' ? until : 'day';
}
