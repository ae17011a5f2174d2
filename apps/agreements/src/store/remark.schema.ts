import { defineEntity, p } from '@mikro-orm/core';
import { Remark, type RemarkSide } from '../model/remark.ts';

export const RemarkSchema = defineEntity({
  class: Remark,
  tableName: 'plan_remark',
  properties: {
    id: p.uuid().primary(),
    plan: p.uuid(),
    version: p.integer(),
    line: p.uuid().strictNullable(),
    by: p.text().$type<RemarkSide>().fieldName('said_by'),
    name: p.text(),
    at: p.datetime().fieldName('said_at'),
    text: p.text(),
  },
});
