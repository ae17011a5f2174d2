import type { LocalisedName } from '#libs/contracts';
import { ACTIVITIES, type Activity } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import type { ChangedValue, PlanTotal } from '../model/difference-numbers.ts';
import type { Sentence } from '../model/difference-words.ts';
import type { PlanDifference } from '../model/plan-difference.ts';
import { NameRow, PlanSummaryRow } from './rows.ts';

const KINDS = [
  'plan-changed',
  'order-changed',
  'profile-removed',
  'profile-added',
  'profile-changed',
  'target-removed',
  'target-added',
  'target-changed',
  'agreement-removed',
  'agreement-added',
  'agreement-changed',
  'crosswalk-added',
  'crosswalk-removed',
  'crosswalk-changed',
  'list-added',
  'list-removed',
  'list-changed',
] as const satisfies readonly PlanDifference['kind'][];

export class DifferenceSentenceRow {
  @ApiProperty({ enum: KINDS }) readonly kind!: PlanDifference['kind'];
  @ApiProperty({ type: String, nullable: true }) readonly profile!: string | null;
  @ApiProperty({ enum: ACTIVITIES, nullable: true }) readonly activity!: Activity | null;
  @ApiProperty({ type: String, nullable: true, description: 'The code of a network agreement' })
  readonly agreement!: string | null;
  @ApiProperty({ type: NameRow, description: 'The difference as a sentence' }) readonly says!: Sentence;
}

export class ChangedValueRow implements ChangedValue {
  @ApiProperty({ type: String, nullable: true, description: 'null: of the plan itself' })
  readonly profile!: string | null;
  @ApiProperty({ type: NameRow, nullable: true }) readonly name!: LocalisedName | null;
  @ApiProperty({ enum: ACTIVITIES, nullable: true }) readonly activity!: Activity | null;
  @ApiProperty({ type: String, nullable: true, description: 'The code of a network agreement' })
  readonly agreement!: string | null;
  @ApiProperty() readonly field!: string;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true }) readonly before!:
    | string
    | number
    | null;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true }) readonly after!:
    | string
    | number
    | null;
  @ApiProperty({ type: Number, nullable: true, description: 'How much more; below zero: less' })
  readonly by!: number | null;
}

export class PlanTotalRow implements PlanTotal {
  @ApiProperty({
    enum: [
      'profiles',
      'targets',
      'minimum-participants',
      'minimum-titles',
      'agreements',
      'actions',
      'crosswalk-rules',
      'listed-titles',
    ],
  })
  readonly what!: PlanTotal['what'];
  @ApiProperty({ enum: ACTIVITIES, nullable: true, description: 'null: all together' })
  readonly activity!: Activity | null;
  @ApiProperty() readonly before!: number;
  @ApiProperty() readonly after!: number;
  @ApiProperty() readonly by!: number;
}

/** What one version of a plan says otherwise than another, in words and in numbers. */
export class PlanDifferenceRow {
  @ApiProperty({ type: PlanSummaryRow }) readonly from!: PlanSummaryRow;
  @ApiProperty({ type: PlanSummaryRow }) readonly to!: PlanSummaryRow;
  @ApiProperty({ type: [DifferenceSentenceRow] }) readonly words!: readonly DifferenceSentenceRow[];
  @ApiProperty({ type: [ChangedValueRow] }) readonly values!: readonly ChangedValueRow[];
  @ApiProperty({ type: [PlanTotalRow] }) readonly totals!: readonly PlanTotalRow[];
}
