import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { draftOfScenario, proposalsQuery, type Scenario } from '../api/scenarios.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { Told } from './changes-panel.tsx';

interface ProposalsPanelProps {
  readonly scenario: Scenario;
  readonly drafts: boolean;
}

/** The changes as proposals, with what each would do alone; what is about the plan can become a draft of it. */
export function ProposalsPanel({ scenario, drafts }: ProposalsPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const proposals = useQuery(proposalsQuery(scenario));
  if (scenario.changes.length === 0) return null;
  const aboutPlan = scenario.changes.some(({ ofPlan }) => ofPlan);
  return (
    <Panel title={t('scenarios.proposals')} actions={drafts && aboutPlan && <MakeDraft scenario={scenario} />}>
      <p>{t('scenarios.proposalsText')}</p>
      <Loaded query={proposals}>
        {(items) => (
          <ol className="items">
            {items.map((it) => (
              <li key={it.id} className="item">
                <Told change={it} />
                <p className="row small">
                  <span>
                    {t('scenarios.effect', {
                      raised: format.number(it.effect.raised),
                      cleared: format.number(it.effect.cleared),
                      changed: format.number(it.effect.changed),
                    })}
                  </span>
                  {it.ofPlan && <Mark tone="quiet">{t('scenarios.ofPlan')}</Mark>}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Panel>
  );
}

function MakeDraft({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, question] = useDisclosure(false);
  const drafting = useMutation({
    mutationFn: () => draftOfScenario(scenario),
    onSuccess: async ({ code, version }) => {
      notifications.show({ color: 'ink', message: t('scenarios.drafted') });
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      await navigate(`/collectieplan/${code}/${version}`);
    },
  });
  return (
    <>
      <Button variant="default" onClick={question.open}>
        {t('scenarios.draft')}
      </Button>
      <Confirm
        opened={asked}
        title={t('scenarios.draftTitle')}
        confirm={t('scenarios.draft')}
        busy={drafting.isPending}
        error={drafting.error}
        onConfirm={() => drafting.mutate()}
        onClose={question.close}
      >
        <p>{t('scenarios.draftText')}</p>
      </Confirm>
    </>
  );
}
