import type { PlanLine } from '#libs/contracts';
import { defineEntity, p } from '@mikro-orm/core';
import { AcquisitionPlan, type PlanState } from '../model/acquisition-plan.ts';
import type { RefusedLine } from '../model/refused-line.ts';

export const AcquisitionPlanSchema = defineEntity({
  class: AcquisitionPlan,
  tableName: 'acquisition_plan',
  properties: {
    id: p.uuid().primary(),
    participant: p.text(),
    version: p.integer(),
    state: p.text().$type<PlanState>(),
    amends: p.uuid().strictNullable(),
    remark: p.text().strictNullable(),
    refused: p.json<RefusedLine[]>(),
    submittedAt: p.datetime().fieldName('submitted_at').strictNullable(),
    submittedVersion: p.integer().fieldName('submitted_version').strictNullable(),
    name: p.text(),
    from: p.date().fieldName('valid_from'),
    to: p.date().fieldName('valid_to'),
    lines: p.json<PlanLine[]>(),
  },
});
