import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { REMARK_SIDES, type RemarkSide } from '../model/remark.ts';

export class RemarkRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ description: 'The version of the plan that it is about' }) readonly version!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The line, or the plan as a whole' })
  readonly line!: string | null;
  @ApiProperty({ enum: REMARK_SIDES }) readonly by!: RemarkSide;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty() readonly text!: string;
}

/** What was remarked on this plan and its lines? In the order in which it was said. */
export function remarksOn(em: EntityManager, plan: string): Promise<RemarkRow[]> {
  return em.execute<RemarkRow[]>(
    `select id, version, line, said_by as "by", name, text,
            to_char(said_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
       from plan_remark where plan = ? order by said_at, id`,
    [plan],
  );
}
