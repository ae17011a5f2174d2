import { queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import { isUnderWay, type RunState } from './holdings.ts';

/** How a source is fetched from a repository. */
export interface HarvestSetting {
  readonly url: string;
  readonly prefix: string;
  readonly set: string | null;
  readonly everyHours: number;
  readonly enabled: boolean;
}

export interface Harvest {
  readonly number: number;
  readonly state: 'fetching' | 'delivered' | 'unchanged' | 'failed' | 'cancelled';
  readonly mode: 'full' | 'delta' | null;
  readonly askedBy: string | null;
  readonly records: number;
  readonly deleted: number;
  readonly startedAt: string;
  readonly trouble: string | null;
  readonly nextTryAt: string | null;
  readonly failure: string | null;
  readonly reason: string | null;
  readonly run: string | null;
  /** How that run is. */
  readonly runState: RunState | null;
}

export interface SourceHarvest {
  readonly setting: (HarvestSetting & { readonly nextAt: string }) | null;
  /** Newest first. */
  readonly harvests: readonly Harvest[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a repository says of itself. */
export interface Repository {
  readonly name: string;
  readonly deletedRecord: string;
  readonly formats: readonly Named[];
  readonly sets: readonly Named[];
}

function pathOf(participant: string, source: string): string {
  return `/api/holdings/participants/${participant}/sources/${encodeURIComponent(source)}/harvest`;
}

/** Asked again every few seconds as long as something is under way, or is about to be. */
export function harvestQuery(participant: string, source: string) {
  return queryOptions({
    queryKey: ['harvest', participant, source],
    queryFn: ({ signal }) => get<SourceHarvest>(pathOf(participant, source), {}, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isGoingOn(state.data) ? 3000 : 30_000),
  });
}

function isGoingOn({ setting, harvests: [latest] }: SourceHarvest): boolean {
  const due = setting !== null && setting.enabled && Date.parse(setting.nextAt) <= Date.now();
  const taken = latest?.runState ?? null;
  return due || latest?.state === 'fetching' || (taken !== null && isUnderWay({ state: taken }));
}

export function setHarvest(participant: string, source: string, setting: HarvestSetting): Promise<SourceHarvest> {
  return send<SourceHarvest>('PUT', pathOf(participant, source), setting);
}

export function harvestNow(participant: string, source: string, what: 'changes' | 'all'): Promise<SourceHarvest> {
  return send<SourceHarvest>('POST', `${pathOf(participant, source)}/now`, { what });
}

export function tryRepository(participant: string, source: string, url: string): Promise<Repository> {
  return send<Repository>('POST', `${pathOf(participant, source)}/trial`, { url });
}
