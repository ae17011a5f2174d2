import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type PlanState, plansQuery } from '../api/agreements.ts';
import { useMe, useNames, useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { FilteredList } from '../ui/filtered-list.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { PlanItems } from './plan-items.tsx';

const STATES: readonly PlanState[] = [
  'draft',
  'submitted',
  'in-review',
  'returned',
  'accepted',
  'rejected',
  'withdrawn',
  'amended',
];

/** Acquisition plans: one's own, or all of them with what waits for review in front. */
export default function PlansPage() {
  const { t } = useTranslation();
  const me = useMe();
  const name = useNames();
  const owner = useRole('plan-owner');
  const everyone = useRole('plan-owner', 'administrator');
  const [participant, setParticipant] = useState(everyone ? '' : (me.participant ?? ''));
  const [state, setState] = useState('');
  const plans = useInfiniteQuery(plansQuery({ participant, state }));
  return (
    <Page
      title={t('plans.title')}
      lead={
        <>
          {t('plans.lead')} <Term id="acquisitionPlan" /> · <Term id="agreement" />
        </>
      }
      actions={me.participant && <NewPlan />}
    >
      {owner && <Queue />}
      <Panel title={participant === '' ? t('plans.list') : t('plans.mine', { participant: name(participant) })}>
        <FilteredList
          query={plans}
          participant={{ value: participant, choose: setParticipant }}
          state={{
            value: state,
            choose: setState,
            label: t('plans.filterState'),
            all: t('plans.allStates'),
            options: STATES.map((value) => ({ value, label: t(`plans.state.${value}`) })),
          }}
          empty={<Empty title={t('plans.empty')} text={t('plans.emptyText')} />}
        >
          {(items) => <PlanItems plans={items} />}
        </FilteredList>
      </Panel>
    </Page>
  );
}

function NewPlan() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/acquisitieplannen/nieuw" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('plans.new')}
    </Button>
  );
}

/** What waits for the plan owner, and what somebody is looking at already. */
function Queue() {
  const { t } = useTranslation();
  const waiting = useInfiniteQuery(plansQuery({ state: 'submitted' }));
  const inReview = useInfiniteQuery(plansQuery({ state: 'in-review' }));
  return (
    <Panel title={t('plans.queue')} className="queue">
      {!!inReview.data?.pages[0]?.items.length && (
        <>
          <h3>{t('review.queueInReview')}</h3>
          <GrowingList query={inReview} empty={null}>
            {(items) => <PlanItems plans={items} />}
          </GrowingList>
          <h3 className="section-title">{t('review.queueWaiting')}</h3>
        </>
      )}
      <GrowingList query={waiting} empty={<p className="dim">{t('plans.queueEmpty')}</p>}>
        {(items) => <PlanItems plans={items} />}
      </GrowingList>
    </Panel>
  );
}
