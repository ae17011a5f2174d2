import { queryOptions } from '@tanstack/react-query';
import { address, send } from './client.ts';
import type { CollectionPlan, PlanSummary } from './coverage.ts';
import { all } from './list.ts';

export const COMMENT_STATES = ['unanswered', 'accepted', 'declined', 'withdrawn'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];
export type CommentAnswer = 'accepted' | 'declined';

/** What a participant says of a version of the collection plan, and what was answered. */
export interface PlanComment {
  readonly id: string;
  /** `null`: the plan as a whole. */
  readonly profile: string | null;
  readonly participant: { readonly isil: string; readonly name: string };
  readonly text: string;
  readonly by: string;
  readonly at: string;
  readonly state: CommentState;
  /** Whether the reader wrote it. */
  readonly mine: boolean;
  readonly answered: {
    readonly answer: CommentAnswer;
    readonly text: string;
    readonly by: string;
    readonly at: string;
  } | null;
  readonly withdrawnAt: string | null;
}

type Version = Pick<PlanSummary, 'token'>;

const COVERAGE = '/api/coverage';

function commentsOn({ token }: Version): string {
  return `${COVERAGE}/collection-plans/${token}/comments`;
}

/** Every comment on a version: a few hundred at most. */
export function commentsQuery(plan: Version) {
  return queryOptions({
    queryKey: ['collection-plans', 'comments', plan.token],
    queryFn: ({ signal }) => all<PlanComment>(commentsOn(plan), {}, signal),
  });
}

export function commentsFile(plan: Version, state: string): string {
  return address(`${commentsOn(plan)}.csv`, { state });
}

export async function writeComment(
  plan: Version,
  said: { participant: string; profile: string | null; text: string },
): Promise<PlanComment> {
  return await send<PlanComment>('POST', commentsOn(plan), said);
}

export async function answerComment(id: string, answer: CommentAnswer, text: string): Promise<PlanComment> {
  return await send<PlanComment>('POST', `${COVERAGE}/plan-comments/${id}/answer`, { answer, text });
}

export async function withdrawComment(id: string): Promise<PlanComment> {
  return await send<PlanComment>('POST', `${COVERAGE}/plan-comments/${id}/withdraw`, {});
}

export async function openConsultation({ token }: Version, until: string): Promise<CollectionPlan> {
  return await send<CollectionPlan>('POST', `${COVERAGE}/collection-plans/${token}/consult`, { until });
}

export async function closeConsultation({ token }: Version): Promise<CollectionPlan> {
  return await send<CollectionPlan>('POST', `${COVERAGE}/collection-plans/${token}/close-consultation`, {});
}
