import { csvLine } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type PlanCommentFilter,
  type PlanCommentRow,
  planComments,
  PlanCommentsRequest,
} from '../queries/plan-comments.ts';

const HEAD = [
  'id',
  'profile',
  'participant',
  'participant name',
  'comment',
  'written by',
  'written',
  'state',
  'answer',
  'answered by',
  'answered',
  'withdrawn',
];

/** The comments that match as lines of a spreadsheet, page by page, so that memory does not grow with them. */
export async function* csvOfComments(
  em: EntityManager,
  on: { plan: string; version: number; reader: string },
  asked: PlanCommentFilter,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEAD)}`;
  let after: string | undefined;
  do {
    const request = Object.assign(
      new PlanCommentsRequest(),
      asked,
      { limit: 500 },
      after === undefined ? {} : { after },
    );
    const { items, next } = await planComments(em, on, request);
    yield items.map((comment) => csvLine(fieldsOf(comment))).join('');
    after = next ?? undefined;
  } while (after !== undefined);
}

function fieldsOf({ id, profile, participant, text, by, at, state, answered, withdrawnAt }: PlanCommentRow): string[] {
  return [
    id,
    profile ?? '',
    participant.isil,
    participant.name,
    text,
    by,
    time(at),
    state,
    answered?.text ?? '',
    answered?.by ?? '',
    time(answered?.at ?? null),
    time(withdrawnAt),
  ];
}

function time(value: string | null): string {
  return value === null ? '' : new Date(value).toISOString();
}
