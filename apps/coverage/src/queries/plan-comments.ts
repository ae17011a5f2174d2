import { type Page, pageOf, PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { COMMENT_ANSWERS, type CommentAnswer } from '../model/plan-comment.ts';
import { ConcernedRow } from './rows.ts';

export const COMMENT_STATES = ['unanswered', 'accepted', 'declined', 'withdrawn'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** Which comments on a version. */
export class PlanCommentFilter {
  @ApiProperty({ required: false, description: 'A profile; empty: the plan as a whole' })
  @IsOptional()
  @IsString()
  readonly profile?: string;
  @ApiProperty({ required: false, description: 'ISIL' }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false, enum: COMMENT_STATES })
  @IsOptional()
  @IsIn(COMMENT_STATES)
  readonly state?: CommentState;
}

export class PlanCommentsRequest extends IntersectionType(PlanCommentFilter, PageRequest) {}

export class CommentAnswerRow {
  @ApiProperty({ enum: COMMENT_ANSWERS }) readonly answer!: CommentAnswer;
  @ApiProperty() readonly text!: string;
  @ApiProperty() readonly by!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
}

/** A comment on a version of the collection plan, with what was answered. */
export class PlanCommentRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'null: the plan as a whole' })
  readonly profile!: string | null;
  @ApiProperty({ type: ConcernedRow }) readonly participant!: ConcernedRow;
  @ApiProperty() readonly text!: string;
  @ApiProperty() readonly by!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ enum: COMMENT_STATES }) readonly state!: CommentState;
  @ApiProperty({ description: 'Whether the reader wrote it' }) readonly mine!: boolean;
  @ApiProperty({ type: CommentAnswerRow, nullable: true }) readonly answered!: CommentAnswerRow | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly withdrawnAt!: string | null;
}

const STATE = `case when c.withdrawn_at is not null then 'withdrawn' else coalesce(c.answer, 'unanswered') end`;

const COLUMNS = `c.id::text, c.profile, json_build_object('isil', c.participant, 'name', coalesce(i.name, c.participant)) as participant,
  c.text, c.written_by_name as by, c.written_at as at, ${STATE} as state, c.written_by = ? as mine,
  case when c.answered_at is not null then json_build_object('answer', c.answer, 'text', c.answer_text,
    'by', c.answered_by, 'at', c.answered_at) end as answered, c.withdrawn_at as "withdrawnAt",
  to_char(c.written_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US') as place`;

const TABLES = `plan_comment c left join participant i on i.isil = c.participant`;

type Placed = PlanCommentRow & { place?: string };

/** Which comments are there on a version, in the order in which they were written? */
export async function planComments(
  em: EntityManager,
  { plan, version, reader }: { plan: string; version: number; reader: string },
  { after, limit, profile, participant, state }: PlanCommentsRequest,
): Promise<Page<PlanCommentRow>> {
  const place = valuesOf(after, 2);
  const asked: [string, (string | number)[]][] = [
    ['c.plan = ? and c.version = ?', [plan, version]],
    ...(profile === undefined ? [] : [[`coalesce(c.profile, '') = ?`, [profile]] as [string, string[]]]),
    ...(participant === undefined ? [] : [['c.participant = ?', [participant]] as [string, string[]]]),
    ...(state === undefined ? [] : [[`${STATE} = ?`, [state]] as [string, string[]]]),
    ...(place === null
      ? []
      : [[`(c.written_at, c.id) > (?::timestamp at time zone 'utc', ?::uuid)`, place] as [string, string[]]]),
  ];
  const rows = await em.execute<Placed[]>(
    `select ${COLUMNS} from ${TABLES} where ${asked.map(([condition]) => condition).join(' and ')}
      order by c.written_at, c.id limit ?`,
    [reader, ...asked.flatMap(([, values]) => values), limit + 1],
  );
  const { items, next } = pageOf(rows, limit, (last) => placeOf(last.place, last.id));
  for (const item of items) delete item.place;
  return { items, next };
}

/** Which comment is this? */
export async function planComment(em: EntityManager, id: string, reader: string): Promise<PlanCommentRow | null> {
  const [row] = await em.execute<Placed[]>(`select ${COLUMNS} from ${TABLES} where c.id = ?`, [reader, id]);
  if (row === undefined) return null;
  delete row.place;
  return row;
}
