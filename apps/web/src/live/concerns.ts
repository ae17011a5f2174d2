import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Run } from '../api/holdings.ts';
import type { Page } from '../api/list.ts';
import type { Change } from './connection.ts';

/** What a scenario comes to is worked out from everything that is assessed, which takes a while where holdings are many. */
const OUTCOMES: readonly QueryKey[] = [
  ['scenarios', 'outcome'],
  ['scenarios', 'flags'],
  ['scenarios', 'proposals'],
];

/** What on the screens an event makes stale, by the name of the event without service and version. */
const CONCERNS: Record<string, readonly QueryKey[]> = {
  'run-started': [['imports'], ['coverage']],
  'run-finished': [
    ['imports'],
    ['coverage'],
    ['participants'],
    ['purchase-checks'],
    ['titles'],
    ['collection-plans', 'reference-lists'],
    ...OUTCOMES,
  ],
  'titles-changed': [],
  'holdings-changed': [],
  'participant-changed': [['participants'], ['coverage'], ...OUTCOMES],
  'representation-changed': [['representations'], ['acquisition-plans']],
  'contacts-changed': [['contacts']],
  'acquisition-plan-submitted': [['acquisition-plans'], ['assessment'], ['purchase-checks'], ...OUTCOMES],
  'acquisition-plan-review-started': [['acquisition-plans']],
  'acquisition-plan-remarked': [['acquisition-plans', 'remarks']],
  'acquisition-plan-decided': [['acquisition-plans'], ['assessment'], ['agreements'], ['purchase-checks'], ...OUTCOMES],
  'acquisition-plan-assessed': [['assessment']],
  'agreement-changed': [['agreements'], ['coverage'], ['purchase-checks'], ...OUTCOMES],
  'withdrawal-decided': [['withdrawals'], ['commitments'], ...OUTCOMES],
  'retention-commitments-changed': [['commitments'], ['purchase-checks'], ['flags', 'titles'], ...OUTCOMES],
  'plan-adopted': [['collection-plans'], ['coverage'], ['flags'], ['assessment'], ['purchase-checks'], ...OUTCOMES],
  'flags-raised': [['flags'], ['coverage'], ['assessment'], ...OUTCOMES],
  'flags-updated': [['flags'], ['assessment'], ...OUTCOMES],
  'flags-cleared': [['flags'], ['coverage'], ['assessment'], ...OUTCOMES],
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
const SELDOM = 5_000;

/**
 * Marks as stale what changed, at most a few times a second however many events come. It does so once more a little
 * later: what one service derives from another's event is not there yet when the event arrives here. What takes a while
 * to work out is asked for every few seconds at most, and never while the former answer is on its way: that would never
 * come, and may be of before the change.
 */
export class Staleness {
  readonly #pending = new Map<number, Map<string, QueryKey>>();
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(private readonly client: QueryClient) {}

  add(keys: readonly QueryKey[]): void {
    for (const key of keys) for (const wait of OUTCOMES.includes(key) ? [SELDOM] : [SOON, LATER]) this.#wait(wait, key);
  }

  #wait(wait: number, key: QueryKey): void {
    const pending = this.#pending.get(wait) ?? new Map<string, QueryKey>();
    this.#pending.set(wait, pending.set(JSON.stringify(key), key));
    if (!this.#timers.has(wait))
      this.#timers.set(
        wait,
        setTimeout(() => this.#settle(wait), wait),
      );
  }

  #settle(wait: number): void {
    const keys = [...(this.#pending.get(wait)?.values() ?? [])];
    this.#pending.delete(wait);
    this.#timers.delete(wait);
    for (const queryKey of keys) {
      if (wait === SELDOM && this.client.isFetching({ queryKey }) > 0) this.#wait(wait, queryKey);
      else void this.client.invalidateQueries({ queryKey });
    }
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
