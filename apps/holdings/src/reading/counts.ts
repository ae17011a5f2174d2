import type { Item } from '../model/local-record.ts';

/** How many copies these are. On order is not held; withdrawn is no copy; missing is owned but not extant. */
export function countsOf(items: readonly Item[]): { copies: number; extant: number; onOrder: number } {
  const counted = (...states: Item['state'][]): number =>
    items.reduce((sum, { count, state }) => (states.includes(state) ? sum + count : sum), 0);
  return { copies: counted('extant', 'missing'), extant: counted('extant'), onOrder: counted('on-order') };
}
