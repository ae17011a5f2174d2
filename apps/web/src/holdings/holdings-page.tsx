import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RunState, runsQuery } from '../api/holdings.ts';
import { useMe, useNames, useRole } from '../shell/session.tsx';
import { SourcesPanel } from '../sources/sources-panel.tsx';
import { Empty } from '../ui/empty.tsx';
import { FilteredList } from '../ui/filtered-list.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { DeliveryForm } from './delivery-form.tsx';
import { ExportPanel } from './export-panel.tsx';
import { RunItems } from './run-items.tsx';

const STATES: readonly RunState[] = ['received', 'reading', 'held', 'applying', 'done', 'failed', 'cancelled'];

/** Deliver holdings, and see how deliveries went. */
export default function HoldingsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const name = useNames();
  const everyone = useRole('plan-owner', 'administrator');
  const administrator = useRole('administrator');
  const [participant, setParticipant] = useState(me.participant ?? '');
  const [state, setState] = useState('');
  const runs = useInfiniteQuery(runsQuery({ participant, state }));
  const deliversFor = administrator ? participant : (me.participant ?? '');
  return (
    <Page
      title={t('imports.title')}
      lead={
        <>
          {t(me.participant ? 'imports.lead' : 'imports.leadOwner')} <Term id="holding" /> · <Term id="fullLoad" /> ·{' '}
          <Term id="deltaLoad" />
        </>
      }
    >
      <div className={deliversFor === '' ? '' : 'columns columns-even'}>
        {deliversFor !== '' && (
          <Panel
            title={t('imports.deliver')}
            actions={<span className="dim">{t('imports.forParticipant', { participant: name(deliversFor) })}</span>}
          >
            <DeliveryForm
              key={deliversFor}
              participant={deliversFor}
              sourceBefore={runs.data?.pages[0]?.items.find((run) => run.participant === deliversFor)?.source}
            />
          </Panel>
        )}
        <Panel title={t('imports.runs')}>
          <FilteredList
            query={runs}
            participant={everyone ? { value: participant, choose: setParticipant } : null}
            state={{
              value: state,
              choose: setState,
              label: t('imports.filterState'),
              all: t('imports.allStates'),
              options: STATES.map((value) => ({ value, label: t(`imports.state.${value}`) })),
            }}
            empty={<Empty title={t('imports.noRuns')} text={t('imports.noRunsText')} />}
          >
            {(items) => <RunItems runs={items} named={participant === ''} />}
          </FilteredList>
        </Panel>
      </div>
      {participant !== '' && (
        <div className="columns columns-even">
          <SourcesPanel key={participant} participant={participant} />
          <ExportPanel participant={participant} />
        </div>
      )}
    </Page>
  );
}
