import { defineEntity, p } from '@mikro-orm/core';
import { Representation } from '../model/representation.ts';

export const RepresentationSchema = defineEntity({
  class: Representation,
  tableName: 'representation',
  properties: {
    id: p.uuid().primary(),
    participant: p.text(),
    representative: p.text(),
    version: p.integer(),
    from: p.date().fieldName('valid_from'),
    to: p.date().fieldName('valid_to').strictNullable(),
  },
});
