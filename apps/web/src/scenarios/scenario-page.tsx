import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { addScenario, removeScenario, type Scenario, scenarioQuery } from '../api/scenarios.ts';
import { useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { DetailsDialog } from './details-dialog.tsx';
import { OutcomePanels } from './outcome.tsx';
import { ProposalsPanel } from './proposals-panel.tsx';

/** One scenario: what it changes, what that comes to, and what is proposed by it. */
export default function ScenarioPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const scenario = useQuery(scenarioQuery(id));
  const makes = useRole('plan-owner', 'administrator');
  return (
    <Page
      title={scenario.data?.name ?? t('scenarios.title')}
      lead={t('scenarios.lead')}
      back={{ to: '/scenarios', label: t('scenarios.title') }}
      actions={scenario.data !== undefined && makes && <Acts scenario={scenario.data} />}
    >
      <Loaded query={scenario} rows={6}>
        {(found) => (
          <>
            <ChangesPanel scenario={found} editable={makes && found.mine} />
            <OutcomePanels scenario={found} />
            <ProposalsPanel scenario={found} drafts={makes} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Acts({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [details, detail] = useDisclosure(false);
  const [asked, question] = useDisclosure(false);
  const copying = useMutation({
    mutationFn: () =>
      addScenario({
        name: t('scenarios.copyName', { name: scenario.name }).slice(0, 200),
        on: scenario.on,
        shared: false,
        changes: scenario.changes.map(({ change: { id: _id, ...change } }) => change),
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['scenarios', 'list'] });
      await navigate(`/scenarios/${id}`);
    },
  });
  const removing = useMutation({
    mutationFn: () => removeScenario(scenario),
    onSuccess: async () => {
      notifications.show({ color: 'ink', message: t('scenarios.removed') });
      await navigate('/scenarios');
      await client.invalidateQueries({ queryKey: ['scenarios', 'list'] });
    },
  });
  return (
    <>
      <Button variant="default" loading={copying.isPending} onClick={() => copying.mutate()}>
        {t('scenarios.copy')}
      </Button>
      {scenario.mine && (
        <>
          <Button variant="default" onClick={detail.open}>
            {t('scenarios.details')}
          </Button>
          <Button variant="default" onClick={question.open}>
            {t('scenarios.remove')}
          </Button>
        </>
      )}
      {copying.error !== null && <ProblemNote error={copying.error} />}
      {details && <DetailsDialog known={scenario} close={detail.close} />}
      <Confirm
        opened={asked}
        danger
        title={t('scenarios.removeTitle')}
        confirm={t('scenarios.remove')}
        busy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate()}
        onClose={question.close}
      >
        <p>{t('scenarios.removeText')}</p>
      </Confirm>
    </>
  );
}
