import type { Item } from '../model/local-record.ts';

/** How many copies these are. On order is not held; withdrawn is no copy; missing is owned but not extant. */
export function countsOf(items: readonly Item[]): { copies: number; extant: number; onOrder: number } {
  let [extant, missing, onOrder] = [0, 0, 0];
  for (const { count, state } of items) {
    if (state === 'extant') extant += count;
    else if (state === 'missing') missing += count;
    else if (state === 'on-order') onOrder += count;
  }
  return { copies: extant + missing, extant, onOrder };
}
