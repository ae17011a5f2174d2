import { infiniteQueryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import type { Material } from './coverage.ts';
import type { Page } from './list.ts';

export const MATERIALS: readonly Material[] = [
  'book',
  'e-book',
  'serial',
  'score',
  'sound',
  'video',
  'map',
  'image',
  'game',
  'other',
];
export const SCHEMES = ['nbc', 'siso', 'nur', 'ddc', 'udc', 'pim', 'brinkman'] as const;

export interface TitleHolder {
  readonly participant: string;
  readonly name: string;
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
}

/** A title of the whole network, with who holds it. */
export interface FoundTitle {
  readonly id: string;
  readonly title: string;
  /** Which part of a work it is, if it is one. */
  readonly part: string | null;
  readonly contributor: string | null;
  readonly year: number | null;
  readonly material: Material;
  /** ISO 639-2/B. */
  readonly language: string;
  readonly classifications: readonly { readonly scheme: string; readonly notation: string }[];
  readonly identifiers: readonly { readonly kind: 'isbn' | 'ppn' | 'ocn' | 'issn' | 'ismn'; readonly value: string }[];
  readonly holders: readonly TitleHolder[];
}

export interface SearchPage extends Page<FoundTitle> {
  readonly found: number;
  /** Whether there may be more than were found, which only narrowing down brings to light. */
  readonly more: boolean;
}

/** What is sought; an empty value narrows nothing down. */
export interface Sought {
  readonly q: string;
  readonly scheme: string;
  readonly notation: string;
  readonly material: string;
  readonly language: string;
  readonly holder: string;
}

/** Titles on a page: so many that what agreements says of them comes at once. */
const PAGE = 20;

export function searchQuery(sought: Sought) {
  return infiniteQueryOptions({
    queryKey: ['titles', 'search', sought],
    queryFn: ({ pageParam, signal }) =>
      get<SearchPage>('/api/holdings/titles/search', { ...sought, limit: PAGE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: SearchPage) => last.next,
    enabled: sought.q.trim() !== '' || sought.notation.trim() !== '',
  });
}
