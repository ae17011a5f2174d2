import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithdrawalItem } from '../api/withdrawals.ts';
import { Empty } from '../ui/empty.tsx';
import { type Growing, GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { ItemList } from './item-list.tsx';

interface ItemsFrameProps {
  readonly title: string;
  /** Where the same is as a file. */
  readonly file: string;
  readonly items: Growing<WithdrawalItem>;
  readonly empty: { readonly title: string; readonly text: string };
  /** Whether they come from several lists or participants. */
  readonly mixed: boolean;
  /** What narrows them down. */
  readonly children: ReactNode;
}

/** Titles under their heading, with what narrows them down, and as a file. */
export function ItemsFrame({ title, file, items, empty, mixed, children }: ItemsFrameProps) {
  const { t } = useTranslation();
  return (
    <Panel
      title={title}
      actions={
        <Button
          component="a"
          href={file}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('weeding.csv')}
        </Button>
      }
    >
      <div className="filters filters-tight">{children}</div>
      <GrowingList query={items} empty={<Empty {...empty} />}>
        {(some) => <ItemList items={some} mixed={mixed} />}
      </GrowingList>
    </Panel>
  );
}
