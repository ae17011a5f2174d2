import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Run } from '../api/holdings.ts';
import type { Page } from '../api/list.ts';
import type { Change } from './connection.ts';

/** What on the screens an event makes stale, by the name of the event without service and version. */
const CONCERNS: Record<string, readonly QueryKey[]> = {
  'run-started': [['imports'], ['coverage']],
  'run-finished': [['imports'], ['coverage'], ['participants'], ['purchase-checks'], ['titles']],
  'titles-changed': [],
  'holdings-changed': [],
  'participant-changed': [['participants'], ['coverage']],
  'representation-changed': [['representations'], ['acquisition-plans']],
  'contacts-changed': [['contacts']],
  'acquisition-plan-submitted': [['acquisition-plans'], ['assessment'], ['purchase-checks']],
  'acquisition-plan-review-started': [['acquisition-plans']],
  'acquisition-plan-remarked': [['acquisition-plans', 'remarks']],
  'acquisition-plan-decided': [['acquisition-plans'], ['assessment'], ['agreements'], ['purchase-checks']],
  'acquisition-plan-assessed': [['assessment']],
  'agreement-changed': [['agreements'], ['coverage'], ['purchase-checks']],
  'withdrawal-decided': [['withdrawals'], ['commitments']],
  'retention-commitments-changed': [['commitments'], ['purchase-checks'], ['flags', 'titles']],
  'plan-adopted': [['collection-plans'], ['coverage'], ['flags'], ['assessment'], ['purchase-checks']],
  'flags-raised': [['flags'], ['coverage'], ['assessment']],
  'flags-updated': [['flags'], ['assessment']],
  'flags-cleared': [['flags'], ['coverage'], ['assessment']],
  'flag-followed-up': [['flags']],
};

export function eventName(type: string): string {
  return type.split('.')[1] ?? type;
}

export function isProgress(change: Change): boolean {
  return eventName(change.type) === 'progress';
}

export function concerns(change: Change): readonly QueryKey[] {
  return CONCERNS[eventName(change.type)] ?? [];
}

const SOON = 400;
const LATER = 3_000;

/**
 * Marks as stale what changed, at most a few times a second however many events come. It does so once more a little
 * later: what one service derives from another's event is not there yet when the event arrives here.
 */
export class Staleness {
  readonly #pending = [new Map<string, QueryKey>(), new Map<string, QueryKey>()] as const;
  readonly #timers: (ReturnType<typeof setTimeout> | undefined)[] = [];

  constructor(private readonly client: QueryClient) {}

  add(keys: readonly QueryKey[]): void {
    if (keys.length === 0) return;
    for (const [place, wait] of [SOON, LATER].entries()) {
      for (const key of keys) this.#pending[place]?.set(JSON.stringify(key), key);
      this.#timers[place] ??= setTimeout(() => this.#settle(place), wait);
    }
  }

  #settle(place: number): void {
    this.#timers[place] = undefined;
    const keys = [...(this.#pending[place]?.values() ?? [])];
    this.#pending[place]?.clear();
    for (const queryKey of keys) void this.client.invalidateQueries({ queryKey });
  }
}

/** Writes progress into what is shown of a run, without asking for it. Says whether the run was known. */
export function showProgress(client: QueryClient, change: Change): boolean {
  const { type: _type, ...progress } = change;
  const advance = (run: Run): Run => (run.id === change.run ? { ...run, ...progress } : run);
  let known = false;
  client.setQueryData<Run>(['imports', 'one', change.run], (run) => {
    known ||= run !== undefined;
    return run && advance(run);
  });
  client.setQueriesData<InfiniteData<Page<Run>>>({ queryKey: ['imports', 'list'] }, (data) => {
    if (data === undefined) return data;
    known ||= data.pages.some((page) => page.items.some((run) => run.id === change.run));
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(advance) })) };
  });
  return known;
}
