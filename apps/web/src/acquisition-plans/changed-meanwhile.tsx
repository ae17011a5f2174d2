import { Alert, Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AcquisitionPlan } from '../api/agreements.ts';
import { DifferenceList } from './difference-list.tsx';
import { PlanStateMark } from './plan-state.tsx';
import type { Seen } from './use-seen.ts';

interface ChangedMeanwhileProps {
  readonly plan: AcquisitionPlan;
  readonly seen: Seen;
}

/** Says that the plan changed while somebody was deciding, and what; what was typed stays. */
export function ChangedMeanwhile({ plan, seen }: ChangedMeanwhileProps) {
  const { t } = useTranslation();
  if (!seen.outdated) return null;
  return (
    <Alert color="ochre" title={t('review.changed')} icon={<IconHistory aria-hidden />} role="alert">
      <p>
        {t('review.changedText')} {t('review.isNow')} <PlanStateMark state={plan.state} />
      </p>
      <DifferenceList plan={plan} from={seen.version} to={plan.version} />
      <Button variant="default" size="xs" onClick={seen.look}>
        {t('review.looked')}
      </Button>
    </Alert>
  );
}
