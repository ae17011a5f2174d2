import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Action, ActionState } from '../api/network-agreements.ts';
import { useFormat } from '../ui/format.ts';
import { Mark, type Tone } from '../ui/mark.tsx';

const TONES: Readonly<Record<ActionState, Tone>> = {
  planned: 'quiet',
  running: 'busy',
  done: 'good',
  dropped: 'quiet',
};

/** How far something is: a bar, and the number that says it. */
export function Share({ value, label }: { value: number | null; label: string }) {
  const format = useFormat();
  if (value === null) return <span className="dim">–</span>;
  return (
    <span className="share">
      <Progress value={value} aria-label={label} w={64} color="ink" />
      {format.share(value / 100)}
    </span>
  );
}

/** The state of an action, and that it is overdue. */
export function ActionMark({ action: { state, overdue } }: { action: Pick<Action, 'state' | 'overdue'> }) {
  const { t } = useTranslation();
  return (
    <span className="row">
      <Mark tone={TONES[state]}>{t(`agenda.state.${state}`)}</Mark>
      {overdue && <Mark tone="bad">{t('agenda.late')}</Mark>}
    </span>
  );
}
