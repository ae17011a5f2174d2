import { defineEntity, p } from '@mikro-orm/core';
import { FollowUp } from '../model/follow-up.ts';

export const FollowUpSchema = defineEntity({
  class: FollowUp,
  tableName: 'follow_up',
  properties: {
    flag: p.uuid().primary(),
    version: p.integer(),
    acknowledgedBy: p.text().fieldName('acknowledged_by').strictNullable(),
    acknowledgedAt: p.datetime().fieldName('acknowledged_at').strictNullable(),
    assignedTo: p.text().fieldName('assigned_to').strictNullable(),
    waivedUntil: p.date().fieldName('waived_until').strictNullable(),
    waivedBecause: p.text().fieldName('waived_because').strictNullable(),
  },
});
