import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Problem } from '../api/problem.ts';
import { type CollectionPlan, collectionPlansQuery, type PlanSummary } from '../api/coverage.ts';
import { replaceList, takeOverList } from '../api/network-agreements.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

interface Making {
  readonly make: (confirmed: boolean) => Promise<CollectionPlan>;
  /** Agreements that the list does not have may go. */
  readonly confirmed: boolean;
}

/** Makes the next version of the plan with another list: from a file, or that of the version in force. Asks before agreements go by a file. */
export function EditList({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: plans } = useQuery(collectionPlansQuery);
  const inForce = plans?.find(({ state }) => state === 'adopted');
  const making = useMutation({
    mutationFn: ({ make, confirmed }: Making) => make(confirmed),
    onSuccess: async ({ token }) => {
      notifications.show({ color: 'ink', message: t('agenda.editMade') });
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      await navigate(`/uitvoeringsagenda?${new URLSearchParams({ version: token })}`);
    },
  });
  const begin = (make: Making['make']): void => making.mutate({ make, confirmed: false });
  const going = goingBy(making.error);
  return (
    <Panel title={t('agenda.edit')}>
      <div className="stack">
        <p>{t('agenda.editText')}</p>
        {making.error !== null && going.length === 0 && <ProblemNote error={making.error} />}
        <div className="row">
          <ChooseFile
            label={t('agenda.editFile')}
            accept=".csv,text/csv"
            busy={making.isPending}
            choose={(file) => begin(async (confirmed) => replaceList(plan, await file.text(), confirmed))}
          />
          {inForce !== undefined && inForce.token !== plan.token && (
            <Button
              variant="default"
              leftSection={<IconCopy size={18} aria-hidden />}
              loading={making.isPending}
              onClick={() => begin(() => takeOverList(plan, inForce.token))}
            >
              {t('agenda.editTakeOver', { version: inForce.token })}
            </Button>
          )}
        </div>
        <Confirm
          opened={going.length > 0}
          title={t('agenda.goingTitle')}
          confirm={t('agenda.goingConfirm')}
          danger
          onClose={() => making.reset()}
          onConfirm={() => making.variables && making.mutate({ ...making.variables, confirmed: true })}
        >
          <p>{t('agenda.goingText')}</p>
          <ul aria-label={t('agenda.goingList')}>
            {going.map(({ at, message }) => (
              <li key={at}>
                <strong>{at}</strong> {message}
              </li>
            ))}
          </ul>
        </Confirm>
      </div>
    </Panel>
  );
}

/** The agreements that a list was not taken for, because they would go. */
function goingBy(error: unknown): Problem['details'] {
  return error instanceof Problem && error.code === 'network-agreements.confirmation-needed' ? error.details : [];
}
