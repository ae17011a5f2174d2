import type { Page } from '../api/list.ts';

interface Listed<T> {
  readonly data: { readonly pages: readonly Page<T>[] } | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: unknown;
}

/** The first few of a list, as a question of its own. */
export function first<T>(query: Listed<T>, most: number) {
  return {
    data: query.data?.pages[0]?.items.slice(0, most),
    error: query.error,
    isFetching: query.isFetching,
    refetch: query.refetch as () => Promise<never>,
  };
}
