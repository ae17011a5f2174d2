import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { WITHDRAWAL_STATES, type Withdrawal, withdrawalQuery } from '../api/withdrawals.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { ItemsPanel } from './items-panel.tsx';

/** One list of what is to go: how far it is, and what was decided about each title. */
export default function ListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const { id = '' } = useParams();
  const list = useQuery(withdrawalQuery(id));
  return (
    <Page
      title={list.data?.name ?? t('weeding.title')}
      back={{ to: '/afstoten?deel=lijsten', label: t('weeding.back') }}
      lead={
        list.data && (
          <>
            {name(list.data.participant)}, {format.day(list.data.proposedOn)} · <Term id="offer" />
          </>
        )
      }
    >
      <Loaded query={list} rows={8}>
        {(data) => (
          <>
            <Settled list={data} />
            <ItemsPanel title={t('weeding.items')} of={{ withdrawal: data.id, participant: data.participant }} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** How many titles wait for others, and what became of the rest. */
function Settled({ list: { states, acceptBy } }: { list: Withdrawal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = Object.values(states).reduce((sum, count) => sum + count, 0);
  const settled = all - (states.offered ?? 0);
  const percent = all === 0 ? 100 : Math.floor((settled / all) * 100);
  return (
    <>
      <dl className="counts">
        {WITHDRAWAL_STATES.map((state) => (
          <div key={state}>
            <dt>{t(`weeding.state.${state}`)}</dt>
            <dd>{format.number(states[state] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <output className="progress notice block">
        <Progress.Root size="md">
          <Progress.Section value={percent} aria-label={t('weeding.progress')} aria-valuetext={`${percent}%`} />
        </Progress.Root>
        <p className="small progress-text">
          <span>{t('weeding.settled', { settled: format.number(settled), all: format.number(all) })}</span>
          {settled < all && <span>{t('weeding.waitsUntil', { day: format.day(acceptBy) })}</span>}
        </p>
      </output>
    </>
  );
}
