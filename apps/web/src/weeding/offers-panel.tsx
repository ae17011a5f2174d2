import { Button, Switch } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OfferFilter, offersFile, offersQuery } from '../api/withdrawals.ts';
import { ParticipantChoice } from '../ui/choices.tsx';
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { ItemList } from './item-list.tsx';

/** What others offer before it goes, for the participant or for everybody. */
export function OffersPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const [of, setOf] = useState('');
  const [forUs, setForUs] = useState(participant !== '');
  const filter: OfferFilter = { ...(of !== '' && { of }), ...(forUs && { participant }) };
  const offers = useInfiniteQuery(offersQuery(filter));
  return (
    <Panel
      title={t('weeding.offers')}
      actions={
        <Button
          component="a"
          href={offersFile(filter)}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('weeding.csv')}
        </Button>
      }
    >
      <div className="filters filters-tight">
        <ParticipantChoice label={t('weeding.offeredBy')} value={of} choose={setOf} />
        {participant !== '' && (
          <Switch
            label={t('weeding.forUs')}
            checked={forUs}
            onChange={(event) => setForUs(event.currentTarget.checked)}
          />
        )}
      </div>
      <GrowingList query={offers} empty={<Empty title={t('weeding.noOffers')} text={t('weeding.noOffersText')} />}>
        {(items) => <ItemList items={items} mixed />}
      </GrowingList>
    </Panel>
  );
}
