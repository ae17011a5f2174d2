import { infiniteQueryOptions } from '@tanstack/react-query';
import { get, type Query } from './client.ts';

/** One page of a list; `next` is where the following page begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A list that grows page by page. */
export function pagesOf<T>(key: readonly unknown[], path: string, query: Query = {}, limit = 50) {
  return infiniteQueryOptions({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => get<Page<T>>(path, { ...query, limit, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<T>) => last.next ?? null,
  });
}

/** Every item of a list that is known to be of a bounded size, such as the participants. */
export async function all<T>(path: string, query: Query = {}, signal?: AbortSignal, most = 5_000): Promise<T[]> {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(path, { ...query, limit: 500, after }, signal);
    items.push(...page.items);
    after = page.next;
  } while (after !== null && items.length < most);
  return items;
}
