import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import type { Material } from './coverage.ts';
import type { Page } from './list.ts';
import type { FoundTitle, TitleHolder } from './titles.ts';

export type Numbers = FoundTitle['identifiers'];

/** A title by itself. */
export interface Title {
  readonly id: string;
  readonly description: Pick<FoundTitle, 'title' | 'material' | 'language' | 'classifications'> & {
    readonly contributor?: string;
    readonly year?: number;
  };
  readonly details: { readonly part?: string } | null;
  readonly holders: readonly TitleHolder[];
}

/** A record as a library delivered it. */
export interface TitleRecord {
  readonly record: string;
  readonly titleId: string;
  readonly participant: string;
  readonly name: string;
  readonly source: string;
  readonly localId: string;
  readonly title: string;
  readonly contributor: string | null;
  readonly year: number | null;
  readonly publisher: string | null;
  readonly edition: string | null;
  readonly part: string | null;
  readonly material: Material;
  readonly identifiers: Numbers;
  readonly copies: number;
  /** Copies with where they are, as far as the library tells; those that are alike together. */
  readonly items: readonly CopiesOfRecord[];
  /** A decision sets it apart: its numbers and description do not count. */
  readonly setApart: boolean;
}

/** Who held a title at the end of a day. */
export interface HoldersThen {
  readonly on: string;
  /** The moment from which this is kept; null when nothing is yet. */
  readonly knownFrom: string | null;
  readonly holders: readonly TitleHolder[];
}

/** What a participant had of a title for some time. */
export interface PastHolding extends TitleHolder {
  /** The title that it was then. */
  readonly title: string;
  readonly from: string | null;
  /** Null: it is so now. */
  readonly until: string | null;
}

export interface CopiesOfRecord {
  readonly count: number;
  readonly state: 'extant' | 'missing' | 'on-order';
  readonly branch?: string;
  readonly shelfMark?: string;
  /** In the library's own words. */
  readonly condition?: string;
}

export interface TitleDecision {
  readonly id: string;
  /** An explanation names it by this. */
  readonly number: number;
  readonly kind: 'same' | 'apart';
  readonly titles: readonly string[];
  readonly subjects: readonly { readonly title: string; readonly participant?: string; readonly localId?: string }[];
  readonly reason: string;
  readonly by: string;
  readonly participant: string | null;
  readonly at: string;
  readonly takenBack: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

type DescriptionField = 'title' | 'year' | 'publisher' | 'edition' | 'part' | 'material';

/** What two records have in common. */
export type Connection =
  | { readonly kind: 'identifier'; readonly identifier: Numbers[number] | null }
  | { readonly kind: 'description' }
  | { readonly kind: 'decision'; readonly number: number };

/** Why two records are not one title. */
export type Reason =
  | { readonly kind: 'set-apart'; readonly record: string; readonly number: number }
  | { readonly kind: 'no-number-shared'; readonly one: Numbers; readonly other: Numbers }
  | { readonly kind: 'number-of-another-part'; readonly identifier: Numbers[number] }
  | { readonly kind: 'description-does-not-count' }
  | { readonly kind: 'description-incomplete'; readonly record: string; readonly missing: readonly DescriptionField[] }
  | { readonly kind: 'description-differs'; readonly fields: readonly DescriptionField[] };

export interface Comparison {
  readonly same: boolean;
  readonly links: readonly { readonly from: string; readonly to: string; readonly by: Connection }[];
  readonly reasons: readonly Reason[];
  readonly records: readonly TitleRecord[];
  readonly decisions: readonly TitleDecision[];
}

const TITLES = '/api/holdings/titles';
const DECISIONS = '/api/holdings/title-decisions';

export function titleQuery(id: string) {
  return queryOptions({
    queryKey: ['titles', 'one', id],
    queryFn: ({ signal }) => get<Title>(`${TITLES}/${id}`, {}, signal),
  });
}

export function titlesByNumberQuery(identifier: string) {
  return queryOptions({
    queryKey: ['titles', 'by-number', identifier],
    queryFn: ({ signal }) => get<Page<Title>>(TITLES, { identifier }, signal),
    enabled: identifier !== '',
  });
}

export function titleRecordsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['titles', 'records', id],
    queryFn: ({ pageParam, signal }) =>
      get<Page<TitleRecord>>(`${TITLES}/${id}/records`, { limit: 50, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<TitleRecord>) => last.next,
  });
}

export function holdersOnQuery(id: string, on: string) {
  return queryOptions({
    queryKey: ['titles', 'holders', id, on],
    queryFn: ({ signal }) => get<HoldersThen>(`${TITLES}/${id}/holders`, { on }, signal),
  });
}

export function titleHistoryQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['titles', 'history', id],
    queryFn: ({ pageParam, signal }) =>
      get<Page<PastHolding>>(`${TITLES}/${id}/history`, { limit: 20, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<PastHolding>) => last.next,
  });
}

export function titleDecisionsQuery(title: string) {
  return infiniteQueryOptions({
    queryKey: ['titles', 'decisions', title],
    queryFn: ({ pageParam, signal }) =>
      get<Page<TitleDecision>>(DECISIONS, { title, limit: 20, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<TitleDecision>) => last.next,
  });
}

export function comparisonQuery(one: string, other: string) {
  return queryOptions({
    queryKey: ['titles', 'comparison', one, other],
    queryFn: ({ signal }) => get<Comparison>(`/api/holdings/records/${one}/compared-with/${other}`, {}, signal),
    enabled: one !== '' && other !== '',
  });
}

interface Made {
  readonly id: string;
  readonly title: string;
}

export function decideSame(titles: readonly string[], reason: string): Promise<Made> {
  return send<Made>('POST', `${DECISIONS}/same`, { titles, reason });
}

export function decideApart(title: string, records: readonly string[], reason: string): Promise<Made> {
  return send<Made>('POST', `${DECISIONS}/apart`, { title, records, reason });
}

export function takeBackDecision(id: string, reason: string): Promise<void> {
  return send<void>('POST', `${DECISIONS}/${id}/take-back`, { reason });
}
