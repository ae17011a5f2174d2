import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Problem } from '../api/problem.ts';
import { type CollectionPlan, collectionPlansQuery, type PlanSummary } from '../api/coverage.ts';
import { type ListOutcome, replaceList, takeOverList, tryList } from '../api/network-agreements.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { GoingList } from './going-list.tsx';
import { ListRejects } from './list-rejects.tsx';
import { ListTrial } from './list-trial.tsx';

interface Made {
  readonly token: string;
  readonly outcome: ListOutcome | null;
}

interface Making {
  readonly make: (confirmed: boolean) => Promise<Made>;
  /** Agreements that the list does not have may go. */
  readonly confirmed: boolean;
}

/** Makes the next version of the plan with another list: from a file, which is tried out first, or that of the version in force. Asks before agreements go. */
export function EditList({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: plans } = useQuery(collectionPlansQuery);
  const inForce = plans?.find(({ state }) => state === 'adopted');
  const [left, setLeft] = useState<ListOutcome | null>(null);
  const choosing = useRef<HTMLButtonElement>(null);
  const trying = useMutation({
    mutationFn: async (file: File) => {
      const csv = await file.text();
      return { file: file.name, csv, outcome: await tryList(plan, csv) };
    },
  });
  const making = useMutation({
    mutationFn: ({ make, confirmed }: Making) => make(confirmed),
    onSuccess: async ({ token, outcome }) => {
      notifications.show({ color: 'ink', message: t('agenda.editMade') });
      trying.reset();
      setLeft(outcome);
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      await navigate(`/uitvoeringsagenda?${new URLSearchParams({ version: token })}`);
    },
  });
  const afresh = (): void => {
    making.reset();
    setLeft(null);
  };
  const begin = (make: Making['make']): void => making.mutate({ make, confirmed: false });
  const going = goingBy(making.error);
  const error = trying.error ?? (going.length === 0 ? making.error : null);
  return (
    <Panel title={t('agenda.edit')}>
      <div className="stack">
        <p>{t('agenda.editText')}</p>
        {error !== null && <ProblemNote error={error} />}
        <div className="row">
          <ChooseFile
            label={t('agenda.editFile')}
            accept=".csv,text/csv"
            busy={trying.isPending}
            button={choosing}
            choose={(file) => {
              afresh();
              trying.mutate(file);
            }}
          />
          {inForce !== undefined && inForce.token !== plan.token && (
            <Button
              variant="default"
              leftSection={<IconCopy size={18} aria-hidden />}
              loading={making.isPending}
              onClick={() => {
                afresh();
                trying.reset();
                begin(async (confirmed) => madeBy(await takeOverList(plan, inForce.token, confirmed)));
              }}
            >
              {t('agenda.editTakeOver', { version: inForce.token })}
            </Button>
          )}
        </div>
        {trying.data !== undefined && (
          <ListTrial
            key={trying.submittedAt}
            file={trying.data.file}
            outcome={trying.data.outcome}
            busy={making.isPending}
            onMake={() => begin((confirmed) => replaceList(plan, trying.data.csv, confirmed))}
            onClose={() => {
              afresh();
              trying.reset();
              choosing.current?.focus();
            }}
          />
        )}
        {left !== null && <ListRejects outcome={left} />}
        <Confirm
          opened={going.length > 0}
          title={t('agenda.goingTitle')}
          confirm={t('agenda.goingConfirm')}
          danger
          onClose={() => making.reset()}
          onConfirm={() => making.variables && making.mutate({ ...making.variables, confirmed: true })}
        >
          <p>{t('agenda.goingText')}</p>
          <GoingList of={going.map(({ at, message }) => ({ code: at, text: message }))} />
        </Confirm>
      </div>
    </Panel>
  );
}

function madeBy({ token }: CollectionPlan): Made {
  return { token, outcome: null };
}

/** The agreements that a list was not taken for, because they would go. */
function goingBy(error: unknown): Problem['details'] {
  return error instanceof Problem && error.code === 'network-agreements.confirmation-needed' ? error.details : [];
}
