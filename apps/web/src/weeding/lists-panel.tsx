import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { WITHDRAWAL_STATES, type Withdrawal, withdrawalsQuery } from '../api/withdrawals.ts';
import { useNames } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';

/** The lists of a participant, or of everybody; the newest first. */
export function ListsPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const lists = useInfiniteQuery(withdrawalsQuery(participant === '' ? {} : { participant }));
  return (
    <Panel title={t('weeding.lists')}>
      <GrowingList query={lists} empty={<Empty title={t('weeding.noLists')} text={t('weeding.noListsText')} />}>
        {(items) => (
          <ul className="items">
            {items.map((list) => (
              <List key={list.id} list={list} named={participant === ''} />
            ))}
          </ul>
        )}
      </GrowingList>
    </Panel>
  );
}

function List({ list, named }: { list: Withdrawal; named: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const counted = WITHDRAWAL_STATES.filter((state) => list.states[state]).map(
    (state) => `${format.number(list.states[state] ?? 0)} ${t(`weeding.state.${state}`)}`,
  );
  return (
    <li className="item">
      <Link to={`/afstoten/${list.id}`} className="item-name">
        {list.name}
      </Link>
      <p className="dim small">
        {named && `${name(list.participant)} · `}
        {format.day(list.proposedOn)} · {counted.join(' · ')}
      </p>
    </li>
  );
}
