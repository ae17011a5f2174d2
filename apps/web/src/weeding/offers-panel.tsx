import { Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OfferFilter, offersFile, offersQuery } from '../api/withdrawals.ts';
import { ParticipantChoice } from '../ui/choices.tsx';
import { ItemsFrame } from './items-frame.tsx';

/** What others offer before it goes, for the participant or for everybody. */
export function OffersPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const [of, setOf] = useState('');
  const [forUs, setForUs] = useState(participant !== '');
  const filter: OfferFilter = { ...(of !== '' && { of }), ...(forUs && { participant }) };
  const offers = useInfiniteQuery(offersQuery(filter));
  return (
    <ItemsFrame
      title={t('weeding.offers')}
      file={offersFile(filter)}
      items={offers}
      empty={{ title: t('weeding.noOffers'), text: t('weeding.noOffersText') }}
      mixed
    >
      <ParticipantChoice label={t('weeding.offeredBy')} value={of} choose={setOf} />
      {participant !== '' && (
        <Switch
          label={t('weeding.forUs')}
          checked={forUs}
          onChange={(event) => setForUs(event.currentTarget.checked)}
        />
      )}
    </ItemsFrame>
  );
}
