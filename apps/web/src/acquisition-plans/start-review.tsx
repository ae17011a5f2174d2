import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AcquisitionPlan, decidePlan } from '../api/agreements.ts';
import { problemOf } from '../api/problem.ts';
import { told } from '../refusals/told.ts';

/** Lets the participant know that somebody is looking at the plan. */
export function StartReview({ plan }: { plan: AcquisitionPlan }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const starting = useMutation({
    mutationFn: () => decidePlan(plan, 'review'),
    onError: (error) => {
      const problem = problemOf(error);
      notifications.show({ message: told(problem, i18n.language) ?? problem.message, color: 'brick' });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['acquisition-plans'] }),
  });
  return (
    <Button variant="default" loading={starting.isPending} onClick={() => starting.mutate()}>
      {t('review.start')}
    </Button>
  );
}
