import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { type RunState, runsQuery } from '../api/holdings.ts';
import { useMe, useNames, useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { DeliveryForm } from './delivery-form.tsx';
import { RunItems } from './run-items.tsx';

const STATES: readonly RunState[] = ['received', 'reading', 'held', 'applying', 'done', 'failed', 'cancelled'];

/** Deliver holdings, and see how deliveries went. */
export default function HoldingsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const name = useNames();
  const everyone = useRole('plan-owner', 'administrator');
  const administrator = useRole('administrator');
  const { data: participants } = useQuery(participantsQuery);
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
          <div className="filters filters-tight">
            {everyone && (
              <NativeSelect
                label={t('imports.filterParticipant')}
                value={participant}
                onChange={(event) => setParticipant(event.currentTarget.value)}
                data={[
                  { value: '', label: t('flags.allParticipants') },
                  ...(participants ?? []).map((it) => ({ value: it.isil, label: it.name })),
                ]}
              />
            )}
            <NativeSelect
              label={t('imports.filterState')}
              value={state}
              onChange={(event) => setState(event.currentTarget.value)}
              data={[
                { value: '', label: t('imports.allStates') },
                ...STATES.map((it) => ({ value: it, label: t(`imports.state.${it}`) })),
              ]}
            />
          </div>
          <GrowingList query={runs} empty={<Empty title={t('imports.noRuns')} text={t('imports.noRunsText')} />}>
            {(items) => <RunItems runs={items} named={participant === ''} />}
          </GrowingList>
        </Panel>
      </div>
    </Page>
  );
}
