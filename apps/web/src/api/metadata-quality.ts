import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { address, get } from './client.ts';
import { all, type Page } from './list.ts';
import type { TitleRecord } from './title.ts';

/** What matching and classification need of a record. */
export const MATCHING_FIELDS = [
  'identifier',
  'isbn',
  'ppn',
  'ocn',
  'issn',
  'ismn',
  'title',
  'year',
  'publisher',
  'contributor',
] as const;
export const PROFILE_FIELDS = [
  'classification',
  'nbc',
  'siso',
  'nur',
  'ddc',
  'udc',
  'pim',
  'brinkman',
  'language',
  'audience',
  'material',
] as const;
/** What there may be to look at in a record. */
export const FINDINGS = ['duplicate', 'onlyDescription', 'alone', 'invalidNumber'] as const;

export type Field = (typeof MATCHING_FIELDS)[number] | (typeof PROFILE_FIELDS)[number];
export type Finding = (typeof FINDINGS)[number];
export type Measure = Field | Finding;

/** What the records of a source are like after a run. */
export interface SourceQuality {
  readonly participant: string;
  readonly name: string;
  readonly source: string;
  readonly run: string;
  readonly measuredAt: string;
  readonly records: number;
  readonly figures: Readonly<Record<Measure, number>>;
}

const ALL = '/api/holdings/metadata-quality';

export const sourceQualitiesQuery = queryOptions({
  queryKey: ['imports', 'quality'],
  queryFn: ({ signal }) => all<SourceQuality>(ALL, {}, signal),
});

/** Where the figures of all sources are as a file. */
export const QUALITY_FILE = `${ALL}.csv`;

function pathOf(participant: string, source: string): string {
  return `/api/holdings/participants/${participant}/sources/${encodeURIComponent(source)}`;
}

export function qualityTrendQuery(participant: string, source: string) {
  return queryOptions({
    queryKey: ['imports', 'quality', participant, source],
    queryFn: async ({ signal }) => {
      const { items } = await get<Page<SourceQuality>>(`${pathOf(participant, source)}/quality`, {}, signal);
      return items;
    },
  });
}

export function toMendQuery(participant: string, source: string, what: Measure) {
  return infiniteQueryOptions({
    queryKey: ['imports', 'to-mend', participant, source, what],
    queryFn: ({ pageParam, signal }) =>
      get<Page<TitleRecord>>(
        `${pathOf(participant, source)}/records-to-mend`,
        { what, limit: 50, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<TitleRecord>) => last.next,
  });
}

/** Where the records to mend are as a file. */
export function toMendFile(participant: string, source: string, what: Measure): string {
  return address(`${pathOf(participant, source)}/records-to-mend.csv`, { what });
}
