import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
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
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { ItemList } from './item-list.tsx';

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
    <Panel
      title={title}
      actions={
        <Button
          component="a"
          href={withdrawalItemsFile(filter)}
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
      </div>
      <GrowingList query={items} empty={<Empty title={t('weeding.noItems')} text={t('weeding.noItemsText')} />}>
        {(some) => <ItemList items={some} mixed={mixed} />}
      </GrowingList>
    </Panel>
  );
}
