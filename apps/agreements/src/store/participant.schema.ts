import { defineEntity, p } from '@mikro-orm/core';
import type { ParticipantKind } from '#libs/contracts';
import { Participant } from '../model/participant.ts';

export const ParticipantSchema = defineEntity({
  class: Participant,
  tableName: 'participant',
  properties: {
    isil: p.text().primary(),
    version: p.integer(),
    name: p.text(),
    kind: p.text().$type<ParticipantKind>(),
    from: p.date().fieldName('valid_from'),
    to: p.date().fieldName('valid_to').strictNullable(),
    successor: p.text().strictNullable(),
  },
});
