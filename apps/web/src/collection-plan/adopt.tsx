import { Alert, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { adoptCollectionPlan, type CollectionPlan, type PlanSummary } from '../api/coverage.ts';
import { Confirm } from '../ui/confirm.tsx';

interface AdoptProps {
  readonly plan: CollectionPlan;
  readonly inForce: PlanSummary | undefined;
}

/** Puts a draft in force, after a confirmation that names what it replaces. */
export function Adopt({ plan, inForce }: AdoptProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, question] = useDisclosure(false);
  const adopting = useMutation({
    mutationFn: () => adoptCollectionPlan(plan, inForce),
    onSuccess: async () => {
      question.close();
      notifications.show({ color: 'ink', message: t('collectionPlan.adopted') });
      await client.invalidateQueries();
    },
    // What is in force may have changed after the question was asked; it then names what is in force now.
    onError: () => client.invalidateQueries({ queryKey: ['collection-plans'] }),
  });
  if (plan.state !== 'draft' && plan.state !== 'consultation') return null;
  const { unanswered } = plan.comments;
  return (
    <>
      <Button onClick={question.open}>{t('collectionPlan.adopt')}</Button>
      <Confirm
        opened={asked}
        title={t('collectionPlan.adoptTitle')}
        confirm={t('collectionPlan.adopt')}
        busy={adopting.isPending}
        error={adopting.error}
        onConfirm={() => adopting.mutate()}
        onClose={question.close}
      >
        <p>{t('collectionPlan.adoptText', { title: plan.title, version: plan.version })}</p>
        {inForce && <p>{t('collectionPlan.replaces', { title: inForce.title, version: inForce.version })}</p>}
        {unanswered > 0 && (
          <Alert color="ochre" icon={<IconAlertTriangle aria-hidden />}>
            {t('consultation.adoptWarning', { count: unanswered })}
          </Alert>
        )}
      </Confirm>
    </>
  );
}
