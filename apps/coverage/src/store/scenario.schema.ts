import { defineEntity, p } from '@mikro-orm/core';
import { Scenario } from '../model/scenario.ts';
import type { ScenarioChange } from '../model/scenario-change.ts';

export const ScenarioSchema = defineEntity({
  class: Scenario,
  tableName: 'scenario',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    ownerId: p.text().fieldName('owner_id'),
    ownerName: p.text().fieldName('owner_name'),
    plan: p.text(),
    planVersion: p.integer().fieldName('plan_version'),
    on: p.date().fieldName('judged_on').strictNullable(),
    shared: p.boolean(),
    changes: p.json().$type<readonly ScenarioChange[]>(),
    version: p.integer(),
    madeAt: p.datetime().fieldName('made_at'),
    changedAt: p.datetime().fieldName('changed_at'),
  },
});
