import type { Item } from '../model/local-record.ts';

/** What the status values of a source mean, in upper case. */
export interface Statuses {
  readonly missing: readonly string[];
  readonly onOrder: readonly string[];
  readonly withdrawn: readonly string[];
}

/** The state of a copy by its status; one that says nothing to us is there. */
export function stateOf(status: string, { missing, onOrder, withdrawn }: Statuses): Item['state'] {
  const said = status.trim().toUpperCase();
  if (withdrawn.includes(said)) return 'withdrawn';
  if (onOrder.includes(said)) return 'on-order';
  return missing.includes(said) ? 'missing' : 'extant';
}
