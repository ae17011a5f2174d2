import { defineEntity, p } from '@mikro-orm/core';
import { type CommentAnswer, PlanComment } from '../model/plan-comment.ts';

export const PlanCommentSchema = defineEntity({
  class: PlanComment,
  tableName: 'plan_comment',
  properties: {
    id: p.uuid().primary(),
    plan: p.text(),
    version: p.integer(),
    profile: p.text().strictNullable(),
    participant: p.text(),
    text: p.text(),
    writtenBy: p.text().fieldName('written_by'),
    writtenByName: p.text().fieldName('written_by_name'),
    writtenAt: p.datetime().fieldName('written_at'),
    answer: p.text().$type<CommentAnswer>().strictNullable(),
    answerText: p.text().fieldName('answer_text').strictNullable(),
    answeredBy: p.text().fieldName('answered_by').strictNullable(),
    answeredAt: p.datetime().fieldName('answered_at').strictNullable(),
    withdrawnAt: p.datetime().fieldName('withdrawn_at').strictNullable(),
  },
});
