import { Button, NativeSelect, Switch } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { type OfferFilter, offersFile, offersQuery } from '../api/withdrawals.ts';
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { ItemList } from './item-list.tsx';

/** What others offer before it goes, for the participant or for everybody. */
export function OffersPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const { data: participants } = useQuery(participantsQuery);
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
        <NativeSelect
          label={t('weeding.offeredBy')}
          value={of}
          onChange={(event) => setOf(event.currentTarget.value)}
          data={[
            { value: '', label: t('ui.allParticipants') },
            ...(participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
          ]}
        />
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
