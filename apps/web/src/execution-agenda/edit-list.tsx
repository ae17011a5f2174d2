import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type CollectionPlan, collectionPlansQuery, type PlanSummary } from '../api/coverage.ts';
import { replaceList, takeOverList } from '../api/network-agreements.ts';
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
          <FileButton
            accept=".csv,text/csv"
            onChange={(file) => {
              if (file !== null) making.mutate(async () => replaceList(plan, await file.text()));
            }}
            inputProps={{ 'aria-label': t('agenda.editFile'), tabIndex: -1 }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                loading={making.isPending}
                leftSection={<IconFileUpload size={18} aria-hidden />}
              >
                {t('agenda.editFile')}
              </Button>
            )}
          </FileButton>
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
