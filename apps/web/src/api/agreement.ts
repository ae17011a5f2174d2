import type { Activity, Level } from '#libs/kernel';
import { queryOptions } from '@tanstack/react-query';
import type { Agreement, Cause } from './agreements.ts';
import { address, get, send } from './client.ts';
import { all, pagesOf } from './list.ts';

const AGREEMENTS = '/api/agreements/agreements';

export interface AgreementFilter {
  readonly participant?: string | undefined;
  readonly profile?: string | undefined;
  /** In force on this day. */
  readonly on?: string | undefined;
}

/** What an agreement said before. What was made before versions were kept does not tell when and by whom. */
export interface AgreementVersion {
  readonly version: number;
  readonly because: string | null;
  /** What made the system change it, where no person did. */
  readonly cause: Cause | null;
  readonly madeAt: string | null;
  readonly madeBy: string | null;
  readonly said: Partial<Omit<Agreement, 'id' | 'namedTitles' | 'endedBecause' | 'endedCause'>>;
}

/** What is done about an agreement. */
export type AgreementAct =
  | { readonly act: 'renew'; readonly to: string }
  | { readonly act: 'end'; readonly on: string; readonly reason: string }
  | { readonly act: 'schedule'; readonly reviewOn: string | null; readonly noticeBy: string | null }
  | { readonly act: 'hand-over'; readonly taker: string; readonly on: string; readonly reason: string }
  | ({ readonly act: 'adjust'; readonly reason: string } & AgreementTerms);

export interface AgreementTerms {
  readonly level: string;
  readonly goalLevel: string | null;
  readonly titles: number;
  readonly copies: number;
  readonly retainUntil: string | null;
}

export const AGENDA_KINDS = ['review', 'notice', 'end'] as const;
export const AGENDA_ORDERS = ['day', 'participant', 'profile'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];

/** Something that is due about an agreement. */
export interface Due {
  readonly day: string;
  readonly kind: AgendaKind;
  readonly agreement: string;
  readonly participant: string;
  readonly participantName: string;
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly from: string;
  readonly to: string;
}

export interface AgendaFilter {
  readonly from: string;
  readonly to: string;
  readonly participant?: string | undefined;
  readonly profile?: string | undefined;
  readonly kind?: string | undefined;
  readonly sort?: string | undefined;
}

/** An agreement that nobody would keep, with who could go on with it. */
export interface Orphan {
  readonly agreement: string;
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly from: string;
  readonly to: string;
  readonly successors: readonly {
    readonly participant: string;
    readonly participantName: string;
    readonly currentLevel: Level | null;
    readonly level: Level;
  }[];
}

export function agreementListQuery(filter: AgreementFilter) {
  return pagesOf<Agreement>(['agreements', 'list'], AGREEMENTS, { ...filter });
}

export function agreementQuery(id: string) {
  return queryOptions({
    queryKey: ['agreements', 'one', id],
    queryFn: ({ signal }) => get<Agreement>(`${AGREEMENTS}/${id}`, {}, signal),
  });
}

export function agreementVersionsQuery(id: string) {
  return queryOptions({
    queryKey: ['agreements', 'versions', id],
    queryFn: ({ signal }) => all<AgreementVersion>(`${AGREEMENTS}/${id}/versions`, {}, signal),
  });
}

/** Names the version that was seen, so that nobody decides on an agreement that changed meanwhile. */
export async function actOn({ id, version }: Agreement, { act, ...body }: AgreementAct): Promise<Agreement> {
  return await send<Agreement>('POST', `${AGREEMENTS}/${id}/${act}`, { version, ...body });
}

export function agendaQuery(filter: AgendaFilter) {
  return pagesOf<Due>(['agreements', 'agenda'], '/api/agreements/agenda', { ...filter });
}

export function agendaFile(filter: AgendaFilter): string {
  return address('/api/agreements/agenda.csv', { ...filter });
}

/** The joint agreement of the plan period, as a document in this language. */
export function convenantFile(language: string): string {
  return address('/api/agreements/convenant.pdf', { language });
}

export type Orphaning = 'leaving' | 'budget';

export function orphansQuery(participant: string, on: string, because: Orphaning) {
  return queryOptions({
    queryKey: ['agreements', 'orphans', participant, on, because],
    queryFn: ({ signal }) => all<Orphan>('/api/agreements/orphans', { participant, on, because }, signal),
  });
}
