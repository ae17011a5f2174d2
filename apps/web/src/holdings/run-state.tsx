import { useTranslation } from 'react-i18next';
import type { RunState } from '../api/holdings.ts';
import { Mark, type Tone } from '../ui/mark.tsx';

const TONES: Record<RunState, Tone> = {
  received: 'busy',
  reading: 'busy',
  held: 'warn',
  applying: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

export function RunStateMark({ state }: { state: RunState }) {
  const { t } = useTranslation();
  return <Mark tone={TONES[state]}>{t(`imports.state.${state}`)}</Mark>;
}
