import { ACTIVITIES, type Activity, type Isil } from '#libs/kernel';
import type { User } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { PLAN_STATES, type PlanState } from '../model/acquisition-plan.ts';
import type { Difference } from '../model/differences.ts';
import type { PlanContent } from '../model/proposal.ts';
import { contentOf, unknownVersion } from '../store/plan-versions.ts';
import { PlanLineRow } from './acquisition-plan-rows.ts';
import { wholeLine } from './acquisition-plans.ts';
import { sees } from './visible-plans.ts';

/** A version of a plan. What was made before versions were kept does not tell when and by whom. */
export class PlanVersionRow {
  @ApiProperty() readonly version!: number;
  @ApiProperty({ enum: PLAN_STATES }) readonly state!: PlanState;
  @ApiProperty({ type: String, nullable: true }) readonly remark!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly madeAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly madeBy!: string | null;
  @ApiProperty({ description: 'Whether it says something else than the version before' })
  readonly isNewContent!: boolean;
}

/** What a plan said in a version. */
export class PlanContentRow {
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({ format: 'date' }) readonly to!: string;
  @ApiProperty({ type: [PlanLineRow] }) readonly lines!: PlanLineRow[];
}

export class DifferenceRow implements Difference {
  @ApiProperty({ enum: ['changed', 'line-added', 'line-removed', 'titles-added', 'titles-removed'] })
  readonly kind!: Difference['kind'];
  @ApiProperty({ required: false, format: 'uuid' }) readonly line?: string;
  @ApiProperty({ required: false }) readonly profile?: string;
  @ApiProperty({ required: false, enum: ACTIVITIES }) readonly activity?: Activity;
  @ApiProperty({ required: false, description: 'Which value changed' }) readonly field?: string;
  @ApiProperty({ required: false, oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true })
  readonly before?: string | number | null;
  @ApiProperty({ required: false, oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true })
  readonly after?: string | number | null;
  @ApiProperty({ required: false, description: 'How much more a number is, less below zero' }) readonly by?: number;
  @ApiProperty({ required: false, type: [String], description: 'Titles that came or went' }) readonly titles?: string[];
  @ApiProperty({ description: 'The same in a sentence' }) readonly says!: string;
}

/** Which versions of the plan may the user read? The newest first. */
export async function planVersions(em: EntityManager, user: User, plan: PlanOfSomebody): Promise<PlanVersionRow[]> {
  const rows = await em.execute<PlanVersionRow[]>(
    `select version, state, remark, made_by as "madeBy", content is not null as "isNewContent",
            to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt"
       from acquisition_plan_version where plan = ? order by version desc`,
    [plan.id],
  );
  return rows.filter(({ state }) => sees(user, { participant: plan.participant, state }));
}

/** What did the plan say in this version, as far as the user may read it? */
export async function planInVersion(
  em: EntityManager,
  user: User,
  plan: PlanOfSomebody,
  version: number,
): Promise<PlanContent> {
  const [row] = await em.execute<{ state: PlanState }[]>(
    `select state from acquisition_plan_version where plan = ? and version = ?`,
    [plan.id, version],
  );
  const content = await contentOf(em, plan.id, version);
  if (row === undefined || content === null || !sees(user, { participant: plan.participant, state: row.state })) {
    throw unknownVersion(plan.id, version);
  }
  return content;
}

export function contentRow(version: number, { lines, name, from, to }: PlanContent): PlanContentRow {
  return { version, name, from, to, lines: lines.map(wholeLine) };
}

interface PlanOfSomebody {
  readonly id: string;
  readonly participant: Isil;
}
