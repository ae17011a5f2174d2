import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { scenariosQuery, type ScenarioSummary } from '../api/scenarios.ts';
import { useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { DetailsDialog } from './details-dialog.tsx';

/** The scenarios that one made, and those that others share. */
export default function ScenariosPage() {
  const { t } = useTranslation();
  const [asked, question] = useDisclosure(false);
  const makes = useRole('plan-owner', 'administrator');
  const scenarios = useInfiniteQuery(scenariosQuery);
  return (
    <Page
      title={t('scenarios.title')}
      lead={
        <>
          {t('scenarios.lead')} <Term id="scenario" />
        </>
      }
      actions={
        makes && (
          <>
            <Button variant="default" component={Link} to="/scenarios/verdeling">
              {t('division.open')}
            </Button>
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={question.open}>
              {t('scenarios.new')}
            </Button>
          </>
        )
      }
    >
      <Panel title={t('scenarios.list')}>
        <GrowingList query={scenarios} empty={<Empty title={t('scenarios.empty')} text={t('scenarios.emptyText')} />}>
          {(items) => (
            <ul className="items">
              {items.map((scenario) => (
                <Item key={scenario.id} scenario={scenario} />
              ))}
            </ul>
          )}
        </GrowingList>
      </Panel>
      {asked && <DetailsDialog known={null} close={question.close} />}
    </Page>
  );
}

function Item({ scenario }: { scenario: ScenarioSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, name, owner, mine, shared, on, changeCount, changedAt } = scenario;
  return (
    <li className="item">
      <div className="row between">
        <Link to={`/scenarios/${id}`} className="item-name">
          {name}
        </Link>
        <Mark tone={shared ? 'good' : 'quiet'}>{t(shared ? 'scenarios.shared' : 'scenarios.own')}</Mark>
      </div>
      <p className="dim small">
        {[
          ...(mine ? [] : [t('scenarios.by', { name: owner })]),
          t('scenarios.changeCount', { count: changeCount }),
          ...(on === null ? [] : [`${t('scenarios.on').toLowerCase()} ${format.day(on)}`]),
          t('scenarios.changedAt', { ago: format.ago(changedAt) }),
        ].join(' · ')}
      </p>
    </li>
  );
}
