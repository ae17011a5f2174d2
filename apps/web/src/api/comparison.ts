import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { address, get } from './client.ts';
import type { Page } from './list.ts';
import type { FoundTitle } from './titles.ts';

/** Whose titles: of the first alone, of the second alone, or of both. */
export const COMPARED = ['one', 'other', 'both'] as const;
export type Compared = (typeof COMPARED)[number];

/** How many titles two participants have, each alone and together. */
export type HoldingsComparison = Readonly<Record<Compared, number>>;

export type ComparedTitle = Pick<FoundTitle, 'id' | 'title' | 'contributor' | 'year' | 'material' | 'identifiers'> & {
  readonly copiesOfOne: number;
  readonly copiesOfOther: number;
};

function pathOf(one: string, other: string): string {
  return `/api/holdings/participants/${one}/compared-with/${other}`;
}

export function holdingsComparisonQuery(one: string, other: string) {
  return queryOptions({
    queryKey: ['titles', 'holdings-comparison', one, other],
    queryFn: ({ signal }) => get<HoldingsComparison>(pathOf(one, other), {}, signal),
  });
}

export function comparedTitlesQuery(one: string, other: string, what: Compared) {
  return infiniteQueryOptions({
    queryKey: ['titles', 'compared', one, other, what],
    queryFn: ({ pageParam, signal }) =>
      get<Page<ComparedTitle>>(`${pathOf(one, other)}/titles`, { what, limit: 50, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<ComparedTitle>) => last.next,
  });
}

/** Where the titles are as a file. */
export function comparedTitlesFile(one: string, other: string, what: Compared): string {
  return address(`${pathOf(one, other)}/titles.csv`, { what });
}
