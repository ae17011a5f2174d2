import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from './problem-note.tsx';
import { Waiting } from './loaded.tsx';
import type { ReactNode } from 'react';
import type { Page } from '../api/list.ts';

export interface Growing<T> {
  readonly data: { readonly pages: readonly Page<T>[] } | undefined;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}

interface GrowingListProps<T> {
  readonly query: Growing<T>;
  readonly empty: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** A list that shows a page and offers the next. */
export function GrowingList<T>({ query, empty, children }: GrowingListProps<T>) {
  const { t } = useTranslation();
  if (query.data === undefined) {
    if (query.error === null) return <Waiting rows={5} />;
    return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  }
  const items = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      {query.error !== null && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {items.length === 0 ? empty : children(items)}
      {items.length > 0 && (
        <div className="row between list-foot">
          <span className="dim">{t('ui.showing', { count: items.length })}</span>
          {query.hasNextPage && (
            <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('ui.more')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
