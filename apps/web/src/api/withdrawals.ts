import { queryOptions } from '@tanstack/react-query';
import { address, get, send, sendFile } from './client.ts';
import { pagesOf } from './list.ts';

export const WITHDRAWAL_STATES = ['kept', 'offered', 'accepted', 'free', 'gone', 'called-off'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

export const WITHDRAWAL_ADVICE = ['keep', 'offer', 'free'] as const;
export type WithdrawalAdvice = (typeof WITHDRAWAL_ADVICE)[number];

export type WithdrawalReason =
  | 'title-unknown'
  | 'retained'
  | 'last-copies'
  | 'wanted'
  | 'unmet-demand'
  | 'much-requested'
  | 'not-extant'
  | 'enough-elsewhere';

/** A line of a list of what is to go. */
export interface ListedTitle {
  readonly identifier: string;
  readonly copies: number;
}

/** What is advised about copies of one title, and what that rests on. */
export interface Advised {
  readonly identifier: string;
  readonly title: string | null;
  readonly copies: number;
  readonly advice: WithdrawalAdvice;
  readonly reason: WithdrawalReason;
  /** Extant copies that the network has left when these are gone. */
  readonly remaining: number;
  /** Extant copies that are to remain. */
  readonly minimum: number;
  /** Requests of twelve months that were filled, and those that nobody in the province or in the country filled. */
  readonly filled: number;
  readonly unmet: number;
}

export interface CheckedItem extends Advised {
  readonly own: number;
  readonly others: number;
  readonly retained: boolean;
  readonly wantedBy: readonly string[];
}

/** What would be decided about a list, and the lines that name no title. */
export interface WithdrawalCheck {
  readonly items: readonly CheckedItem[];
  readonly unread: readonly { readonly place: number; readonly identifier: string; readonly code: string }[];
}

/** What was decided about copies of one title. */
export interface WithdrawalItem extends Advised {
  readonly id: string;
  readonly version: number;
  readonly withdrawal: string;
  readonly withdrawalName: string;
  readonly participant: string;
  readonly state: WithdrawalState;
  /** Who may take it over; nobody named: everybody. */
  readonly offeredTo: readonly string[];
  readonly acceptBy: string;
  readonly acceptedBy: string | null;
  readonly overriddenBecause: string | null;
}

/** A list of what a participant wants to dispose of, with how many titles are in each state. */
export interface Withdrawal {
  readonly id: string;
  readonly participant: string;
  readonly name: string;
  readonly proposedOn: string;
  readonly acceptBy: string;
  readonly states: Partial<Record<WithdrawalState, number>>;
}

export interface ItemFilter {
  readonly withdrawal?: string;
  readonly participant?: string;
  readonly acceptedBy?: string;
  readonly state?: string;
  readonly advice?: string;
}

export interface OfferFilter {
  /** Who may take it over. */
  readonly participant?: string;
  /** Who offers it. */
  readonly of?: string;
}

const WITHDRAWALS = '/api/agreements/withdrawals';

export function withdrawalsQuery(filter: { participant?: string }) {
  return pagesOf<Withdrawal>(['withdrawals', 'lists'], WITHDRAWALS, filter, 20);
}

export function withdrawalQuery(id: string) {
  return queryOptions({
    queryKey: ['withdrawals', 'one', id],
    queryFn: ({ signal }) => get<Withdrawal>(`${WITHDRAWALS}/${id}/summary`, {}, signal),
  });
}

export function withdrawalItemsQuery(filter: ItemFilter) {
  return pagesOf<WithdrawalItem>(['withdrawals', 'items'], `${WITHDRAWALS}/items`, { ...filter });
}

export function withdrawalItemsFile(filter: ItemFilter): string {
  return address(`${WITHDRAWALS}/items.csv`, { ...filter });
}

export function offersQuery(filter: OfferFilter) {
  return pagesOf<WithdrawalItem>(['withdrawals', 'offers'], `${WITHDRAWALS}/offers`, { ...filter });
}

export function offersFile(filter: OfferFilter): string {
  return address(`${WITHDRAWALS}/offers.csv`, { ...filter });
}

/** How many extant copies of each title are to remain in the network. */
export const copiesToKeepQuery = queryOptions({
  queryKey: ['withdrawals', 'copies-to-keep'],
  queryFn: ({ signal }) => get<{ copies: number }>(`${WITHDRAWALS}/copies-to-keep`, {}, signal),
});

export async function agreeOnCopies(copies: number): Promise<{ copies: number }> {
  return await send('PUT', `${WITHDRAWALS}/copies-to-keep`, { copies });
}

interface Asked {
  readonly participant: string;
  readonly profile?: string | undefined;
  readonly items: readonly ListedTitle[];
}

export async function checkWithdrawal(asked: Asked): Promise<WithdrawalCheck> {
  return await send<WithdrawalCheck>('POST', `${WITHDRAWALS}/check`, asked);
}

/** Decides about every title of a list; sent again under its id it is decided once. */
export async function proposeWithdrawal(
  asked: Asked & { readonly id: string; readonly name: string; readonly acceptBy: string },
): Promise<Withdrawal> {
  return await send<Withdrawal>('POST', WITHDRAWALS, asked);
}

/** What a file lists, as the service reads it. */
export async function titlesInFile(file: File): Promise<{ items: readonly ListedTitle[] }> {
  return await sendFile(`${WITHDRAWALS}/listed`, file);
}

/** What can be decided about one title of a list. */
export type ItemDecision =
  | { readonly what: 'override'; readonly reason: string }
  | { readonly what: 'offer'; readonly acceptBy: string }
  | { readonly what: 'accept'; readonly participant: string }
  | { readonly what: 'call-off' };

/** Names the version that was seen, so that nobody decides on what changed meanwhile. */
export async function decideItem({ id, version }: WithdrawalItem, decision: ItemDecision): Promise<WithdrawalItem> {
  const { what, ...said } = decision;
  return await send<WithdrawalItem>('POST', `${WITHDRAWALS}/items/${id}/${what}`, { version, ...said });
}
