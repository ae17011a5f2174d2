import { Skeleton, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from './problem-note.tsx';

interface LoadedProps<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isFetching'>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** Shows what was asked for; grey lines until it is there; what is wrong when it cannot be had. What is known stays. */
export function Loaded<T>({ query, rows = 3, children }: LoadedProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error !== null && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error !== null) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  return <Waiting rows={rows} />;
}

export function Waiting({ rows }: { rows: number }) {
  const { t } = useTranslation();
  return (
    <output className="stack">
      <VisuallyHidden>{t('ui.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={18} width={`${92 - ((row * 17) % 40)}%`} aria-hidden />
      ))}
    </output>
  );
}
