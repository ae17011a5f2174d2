import { useTranslation } from 'react-i18next';
import type { CollectionPlanState } from '../api/coverage.ts';
import { Mark } from '../ui/mark.tsx';

const TONES = { draft: 'warn', consultation: 'busy', adopted: 'good', superseded: 'quiet' } as const;

export function PlanStateMark({ state }: { state: CollectionPlanState }) {
  const { t } = useTranslation();
  return <Mark tone={TONES[state]}>{t(`collectionPlan.state.${state}`)}</Mark>;
}
