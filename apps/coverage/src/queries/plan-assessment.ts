import type { Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { flagsOnPlans } from '../store/acquisition-plans.ts';
import { arrayOf } from '../store/array.ts';
import { atOneMoment } from './at-one-moment.ts';
import { FLAG_COLUMNS, FLAG_TABLES } from './flags.ts';
import { FlagRow } from './rows.ts';

/** What a submitted plan means for the collection plan, as far as it was assessed. */
export class PlanAssessment {
  @ApiProperty({ enum: ['pending', 'assessed'] }) readonly state!: 'pending' | 'assessed';
  @ApiProperty({ description: 'The version that was assessed; 0 while none was' }) readonly version!: number;
  @ApiProperty({ type: [FlagRow] }) readonly flags!: readonly FlagRow[];
}

/** What does this acquisition plan mean, and whose is it? `null` for one that was not heard of yet. */
export function planAssessment(
  em: EntityManager,
  plan: string,
): Promise<(PlanAssessment & { participant: Isil }) | null> {
  return atOneMoment(em, async (tx) => {
    const [known] = await tx.execute<{ participant: Isil; version: number; judged: boolean }[]>(
      `select i.isil as participant, p.version, projection.plan is not null as judged
         from acquisition_plan p join participant i on i.number = p.participant join projection on true
        where p.plan = ?`,
      [plan],
    );
    if (known === undefined) return null;
    const { participant, version, judged } = known;
    const ids = ((await flagsOnPlans(tx, [plan])).get(plan) ?? []).map(({ id }) => id);
    const flags = await tx.execute<FlagRow[]>(
      `select ${FLAG_COLUMNS} from ${FLAG_TABLES} where f.id = any(?::uuid[])
        order by array_position(array['high', 'medium', 'low'], f.severity), f.id`,
      [arrayOf(ids)],
    );
    return { participant, state: judged ? 'assessed' : 'pending', version, flags };
  });
}
