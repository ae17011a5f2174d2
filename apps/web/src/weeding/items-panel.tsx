import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ItemFilter,
  WITHDRAWAL_ADVICE,
  WITHDRAWAL_STATES,
  withdrawalItemsFile,
  withdrawalItemsQuery,
} from '../api/withdrawals.ts';
import { ItemsFrame } from './items-frame.tsx';

interface ItemsPanelProps {
  readonly title: string;
  /** Which titles these are; the reader narrows them down. */
  readonly of: ItemFilter;
  readonly mixed?: boolean;
}

/** Titles that are to go, by state and advice, also as a file. */
export function ItemsPanel({ title, of, mixed = false }: ItemsPanelProps) {
  const { t } = useTranslation();
  const [state, setState] = useState('');
  const [advice, setAdvice] = useState('');
  const filter = { ...of, ...(state !== '' && { state }), ...(advice !== '' && { advice }) };
  const items = useInfiniteQuery(withdrawalItemsQuery(filter));
  return (
    <ItemsFrame
      title={title}
      file={withdrawalItemsFile(filter)}
      items={items}
      empty={{ title: t('weeding.noItems'), text: t('weeding.noItemsText') }}
      mixed={mixed}
    >
      {of.state === undefined && (
        <NativeSelect
          label={t('weeding.filterState')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value)}
          data={[
            { value: '', label: t('weeding.anyState') },
            ...WITHDRAWAL_STATES.map((value) => ({ value, label: t(`weeding.state.${value}`) })),
          ]}
        />
      )}
      <NativeSelect
        label={t('weeding.filterAdvice')}
        value={advice}
        onChange={(event) => setAdvice(event.currentTarget.value)}
        data={[
          { value: '', label: t('weeding.anyAdvice') },
          ...WITHDRAWAL_ADVICE.map((value) => ({ value, label: t(`weeding.advice.${value}`) })),
        ]}
      />
    </ItemsFrame>
  );
}
