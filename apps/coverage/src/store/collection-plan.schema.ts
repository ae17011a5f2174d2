import { defineEntity, p } from '@mikro-orm/core';
import { CollectionPlan, type CollectionPlanState } from '../model/collection-plan.ts';

export const CollectionPlanSchema = defineEntity({
  class: CollectionPlan,
  tableName: 'collection_plan',
  properties: {
    plan: p.text().primary(),
    version: p.integer().primary(),
    title: p.text(),
    from: p.date().fieldName('valid_from'),
    to: p.date().fieldName('valid_to'),
    yaml: p.text(),
    state: p.text().$type<CollectionPlanState>(),
    consultedUntil: p.date().fieldName('consulted_until').strictNullable(),
    uploadedBy: p.text().fieldName('uploaded_by'),
    uploadedAt: p.datetime().fieldName('uploaded_at'),
    adoptedBy: p.text().fieldName('adopted_by').strictNullable(),
    adoptedAt: p.datetime().fieldName('adopted_at').strictNullable(),
  },
});
