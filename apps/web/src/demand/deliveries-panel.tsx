import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type LoanRequestDelivery, loanRequestDeliveriesQuery } from '../api/loan-requests.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';

/** The files of loan requests that were taken, the newest first. */
export function DeliveriesPanel() {
  const { t } = useTranslation();
  const deliveries = useInfiniteQuery(loanRequestDeliveriesQuery);
  return (
    <Panel title={t('demand.deliveries')}>
      <GrowingList query={deliveries} empty={<Empty title={t('demand.none')} text={t('demand.noneText')} />}>
        {(items) => (
          <ul className="items">
            {items.map((delivery) => (
              <Delivery key={delivery.number} delivery={delivery} />
            ))}
          </ul>
        )}
      </GrowingList>
    </Panel>
  );
}

function Delivery({ delivery }: { delivery: LoanRequestDelivery }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, finishedAt, firstDay, lastDay, made, changed, unchanged, rejected } = delivery;
  return (
    <li className="item">
      <div className="row between">
        <span className="item-name">{name ?? t('demand.unnamed')}</span>
        <span className="dim small">{format.moment(finishedAt)}</span>
      </div>
      <p>
        {firstDay === null
          ? t('demand.noDays')
          : t('demand.days', { first: format.day(firstDay), last: format.day(lastDay) })}
      </p>
      <p className="dim small">
        {t('demand.counts', {
          made: format.number(made),
          changed: format.number(changed),
          unchanged: format.number(unchanged),
          rejected: format.number(rejected),
        })}
      </p>
    </li>
  );
}
