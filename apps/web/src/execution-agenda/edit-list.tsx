import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type CollectionPlan, collectionPlansQuery, type PlanSummary } from '../api/coverage.ts';
import { replaceList, takeOverList } from '../api/network-agreements.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

/** Makes the next version of the plan with another list: from a file, or that of the version in force. */
export function EditList({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: plans } = useQuery(collectionPlansQuery);
  const inForce = plans?.find(({ state }) => state === 'adopted');
  const making = useMutation({
    mutationFn: (make: () => Promise<CollectionPlan>) => make(),
    onSuccess: async ({ token }) => {
      notifications.show({ color: 'ink', message: t('agenda.editMade') });
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      await navigate(`/uitvoeringsagenda?${new URLSearchParams({ version: token })}`);
    },
  });
  return (
    <Panel title={t('agenda.edit')}>
      <div className="stack">
        <p>{t('agenda.editText')}</p>
        {making.error !== null && <ProblemNote error={making.error} />}
        <div className="row">
          <ChooseFile
            label={t('agenda.editFile')}
            accept=".csv,text/csv"
            busy={making.isPending}
            choose={(file) => making.mutate(async () => replaceList(plan, await file.text()))}
          />
          {inForce !== undefined && inForce.token !== plan.token && (
            <Button
              variant="default"
              leftSection={<IconCopy size={18} aria-hidden />}
              loading={making.isPending}
              onClick={() => making.mutate(() => takeOverList(plan, inForce.token))}
            >
              {t('agenda.editTakeOver', { version: inForce.token })}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}
