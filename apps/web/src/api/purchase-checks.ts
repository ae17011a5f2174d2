import { queryOptions, skipToken } from '@tanstack/react-query';
import { address, fileFor, send, sendFile } from './client.ts';
import type { Localised } from './coverage.ts';

export const PURCHASE_ADVICE = ['buy', 'consult', 'borrow'] as const;
export type PurchaseAdvice = (typeof PURCHASE_ADVICE)[number];

export type PurchaseReason =
  | 'unmet-demand'
  | 'enough-elsewhere'
  | 'kept-elsewhere'
  | 'planned-elsewhere'
  | 'responsible-elsewhere'
  | 'responsible-yourself'
  | 'too-few-elsewhere'
  | 'nowhere-else'
  | 'often-requested'
  | 'own-copies';

/** Loan requests by how far they went. */
export interface ByScope {
  readonly organisation: number;
  readonly province: number;
  readonly national: number;
}

export interface PlannedTitle {
  readonly participant: string;
  readonly plan: string;
  readonly name: string;
  readonly profile: string;
  readonly state: 'draft' | 'returned' | 'submitted' | 'in-review' | 'agreed';
}

/** A title with the advice on buying it; participants by their ISIL, and others than who asks. */
export interface PurchaseItem {
  readonly line: number;
  readonly identifier: string;
  readonly key: string;
  readonly known: boolean;
  readonly title: string | null;
  readonly contributor: string | null;
  readonly year: number | null;
  readonly profiles: readonly string[];
  readonly advice: PurchaseAdvice;
  /** The first one decides. */
  readonly reasons: readonly PurchaseReason[];
  readonly enough: number | null;
  readonly holders: number;
  readonly ordering: number;
  readonly having: number;
  readonly copies: number;
  readonly heldBy: readonly string[];
  readonly orderedBy: readonly string[];
  readonly planned: readonly PlannedTitle[];
  readonly ownPlans: readonly PlannedTitle[];
  readonly retained: readonly { readonly participant: string; readonly until: string | null; readonly held: boolean }[];
  readonly keptBy: readonly string[];
  readonly responsible: readonly string[];
  readonly own: { readonly extant: number; readonly onOrder: number };
  /** Requests of the last twelve months, by whoever. */
  readonly demand: { readonly filled: ByScope; readonly unfilled: ByScope };
  /** Of those what nobody in the province or in the country filled; so many are a reason to buy. */
  readonly unmet: number;
  readonly buyAt: number;
}

/** A place on the list at which no title could be read. */
export interface Unreadable {
  readonly line: number;
  readonly identifier: string;
  readonly code: string;
  readonly message: string;
}

export interface PurchaseCheck {
  readonly on: string;
  readonly participant: string | null;
  readonly profiles: readonly { readonly code: string; readonly name: Localised }[];
  readonly items: readonly PurchaseItem[];
  readonly unreadable: readonly Unreadable[];
}

export interface UnboughtTitle {
  readonly line: number;
  readonly identifier: string;
  readonly title: string | null;
  readonly contributor: string | null;
  readonly responsible: readonly string[];
}

/** What nobody has, ordered or plans of an offer. */
export interface Unbought {
  readonly offered: number;
  readonly unbought: number;
  readonly profiles: readonly {
    readonly code: string | null;
    readonly name: Localised | null;
    readonly titles: readonly UnboughtTitle[];
  }[];
  readonly unreadable: readonly Unreadable[];
}

/** A list that somebody brings, as text that was typed or as a file. */
export interface BroughtList {
  /** Tells one question from the next: content has no name of its own. */
  readonly number: number;
  readonly content: Blob;
  readonly participant: string | undefined;
  readonly profile: string;
}

/** Milliseconds: who comes back to the screen sees what others submitted meanwhile, of which managers are not told. */
const SOON_STALE = 30_000;
const CHECK = '/api/agreements/purchase-checks/file';
const UNBOUGHT = '/api/agreements/supplier-offers/unbought';

export async function checkFile({
  content,
  participant,
  profile,
}: Omit<BroughtList, 'number'>): Promise<PurchaseCheck> {
  return await sendFile<PurchaseCheck>(address(CHECK, { participant, profile }), content);
}

/** The answer on a list; nothing is asked while there is none. What was wrong with a list stays wrong. */
export function checkQuery(list: BroughtList | null) {
  return queryOptions({
    queryKey: ['purchase-checks', 'list', list?.number],
    queryFn: list === null ? skipToken : () => checkFile(list),
    staleTime: SOON_STALE,
    retry: false,
  });
}

export function unboughtQuery(list: BroughtList | null) {
  return queryOptions({
    queryKey: ['purchase-checks', 'unbought', list?.number],
    queryFn: list === null ? skipToken : () => unboughtOf(list),
    staleTime: SOON_STALE,
    retry: false,
  });
}

async function unboughtOf({ content, participant, profile }: BroughtList): Promise<Unbought> {
  return await sendFile<Unbought>(address(UNBOUGHT, { participant, profile }), content);
}

/** The answer as a spreadsheet, asked anew so that it is of now. */
export async function answerFile(
  kind: 'check' | 'unbought',
  { content, participant, profile }: BroughtList,
  language: string,
): Promise<Blob> {
  const path = kind === 'check' ? CHECK : UNBOUGHT;
  return await fileFor(address(path, { participant, profile, format: 'csv', language }), content);
}

/** The advice on the titles that a line of a plan names. */
export function lineCheckQuery(participant: string, profile: string | null, identifiers: readonly string[]) {
  return queryOptions({
    queryKey: ['purchase-checks', 'line', participant, profile, identifiers],
    queryFn: () => {
      const body = { participant, identifiers, ...(profile !== null && { profile }) };
      return send<PurchaseCheck>('POST', '/api/agreements/purchase-checks', body);
    },
    enabled: identifiers.length > 0,
    staleTime: 60_000,
  });
}

/** What is known of titles wherever they are, for whoever asks. */
export function titlesCheckQuery(identifiers: readonly string[]) {
  return queryOptions({
    queryKey: ['purchase-checks', 'titles', identifiers],
    queryFn: () => send<PurchaseCheck>('POST', '/api/agreements/purchase-checks', { identifiers }),
    enabled: identifiers.length > 0,
    staleTime: SOON_STALE,
  });
}
