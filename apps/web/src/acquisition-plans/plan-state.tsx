import { useTranslation } from 'react-i18next';
import type { PlanState } from '../api/agreements.ts';
import { Mark, type Tone } from '../ui/mark.tsx';

const TONES: Record<PlanState, Tone> = {
  draft: 'quiet',
  submitted: 'busy',
  'in-review': 'busy',
  returned: 'warn',
  accepted: 'good',
  rejected: 'bad',
  withdrawn: 'quiet',
  amended: 'quiet',
};

export function PlanStateMark({ state }: { state: PlanState }) {
  const { t } = useTranslation();
  return <Mark tone={TONES[state]}>{t(`plans.state.${state}`)}</Mark>;
}
