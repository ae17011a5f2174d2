import { FLAG_KINDS, type FlagKind, type LocalisedName } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day } from '#libs/kernel';
import { PageRequest } from '#libs/platform';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { SCENARIO_CHANGE_KINDS, type ScenarioChange, type ScenarioChangeKind } from '../model/scenario-change.ts';
import { ConcernedRow, NameRow } from './rows.ts';

/** A scenario in short. */
export class ScenarioSummaryRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ description: 'Who made it' }) readonly owner!: string;
  @ApiProperty({ description: 'Whether the reader made it' }) readonly mine!: boolean;
  @ApiProperty() readonly shared!: boolean;
  @ApiProperty({ description: 'The version of the collection plan in force when it was made' }) readonly plan!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null: the day judged last' })
  readonly on!: Day | null;
  @ApiProperty({ description: 'How many changes it makes' }) readonly changeCount!: number;
  @ApiProperty() readonly version!: number;
  @ApiProperty({ format: 'date-time' }) readonly changedAt!: string;
}

export class ScenarioChangeRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: SCENARIO_CHANGE_KINDS }) readonly kind!: ScenarioChangeKind;
  @ApiProperty({ type: NameRow, description: 'The change as a sentence' }) readonly says!: NameRow;
  @ApiProperty({ type: NameRow, nullable: true, description: 'Why it has no effect, if it has none' })
  readonly withoutEffect!: NameRow | null;
  @ApiProperty({ description: 'Whether a new version of the plan can say it' }) readonly ofPlan!: boolean;
  @ApiProperty({ type: Object, description: 'The change itself, as it is sent' }) readonly change!: ScenarioChange;
}

export class ScenarioRow extends ScenarioSummaryRow {
  @ApiProperty({ type: [ScenarioChangeRow] }) readonly changes!: readonly ScenarioChangeRow[];
}

export class SizesRow {
  @ApiProperty({ description: 'Titles that the network has' }) readonly titles!: number;
  @ApiProperty({ description: 'Participants responsible on the day' }) readonly responsible!: number;
  @ApiProperty({ description: 'Titles agreed to be acquired' }) readonly agreedTitles!: number;
  @ApiProperty({ description: 'Copies agreed to be acquired' }) readonly agreedCopies!: number;
}

/** A profile as it is and as it would be. */
export class OutcomeProfileRow {
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ type: NameRow }) readonly name!: LocalisedName;
  @ApiProperty({ type: SizesRow, nullable: true, description: 'null: the plan in force has no such profile' })
  readonly live!: SizesRow | null;
  @ApiProperty({
    type: SizesRow,
    nullable: true,
    description: 'By the scenario that it is compared with; null: that has no such profile, or there is none',
  })
  readonly against!: SizesRow | null;
  @ApiProperty({ type: SizesRow, nullable: true, description: 'null: the scenario has no such profile' })
  readonly scenario!: SizesRow | null;
}

/** How many flags of a kind a profile has, and how many differ from what it is compared with. */
export class OutcomeFigureRow {
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ type: NameRow }) readonly name!: LocalisedName;
  @ApiProperty({ enum: FLAG_KINDS }) readonly kind!: FlagKind;
  @ApiProperty() readonly live!: number;
  @ApiProperty({ type: Number, nullable: true }) readonly against!: number | null;
  @ApiProperty() readonly scenario!: number;
  @ApiProperty() readonly raised!: number;
  @ApiProperty() readonly cleared!: number;
  @ApiProperty() readonly changed!: number;
}

export const OUTCOMES = ['raised', 'cleared', 'changed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export class OutcomeTotalsRow {
  @ApiProperty() readonly live!: number;
  @ApiProperty({ type: Number, nullable: true }) readonly against!: number | null;
  @ApiProperty() readonly scenario!: number;
  @ApiProperty() readonly raised!: number;
  @ApiProperty() readonly cleared!: number;
  @ApiProperty() readonly changed!: number;
}

/** What a scenario comes to, beside what is or beside another scenario. */
export class OutcomeRow {
  @ApiProperty({ type: ScenarioSummaryRow }) readonly scenario!: ScenarioSummaryRow;
  @ApiProperty({ type: ScenarioSummaryRow, nullable: true }) readonly against!: ScenarioSummaryRow | null;
  @ApiProperty({ format: 'date', description: 'The day that all were judged for' }) readonly on!: Day;
  @ApiProperty({ description: 'The version of the plan in force, from which it branches off now' })
  readonly plan!: string;
  @ApiProperty({ type: [String], description: 'Profiles whose holdings were counted afresh, which takes its time' })
  readonly counted!: readonly string[];
  @ApiProperty({ type: OutcomeTotalsRow }) readonly totals!: OutcomeTotalsRow;
  @ApiProperty({ type: [OutcomeFigureRow] }) readonly figures!: readonly OutcomeFigureRow[];
  @ApiProperty({ type: [OutcomeProfileRow], description: 'Those that may differ' })
  readonly profiles!: readonly OutcomeProfileRow[];
}

/** A flag that the scenario raises, clears or changes. */
export class OutcomeFlagRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: OUTCOMES }) readonly what!: Outcome;
  @ApiProperty({ enum: FLAG_KINDS }) readonly kind!: FlagKind;
  @ApiProperty({ enum: ['high', 'medium', 'low'] }) readonly severity!: 'high' | 'medium' | 'low';
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ type: NameRow }) readonly profileName!: LocalisedName;
  @ApiProperty({ enum: ACTIVITIES, nullable: true }) readonly activity!: Activity | null;
  @ApiProperty() readonly subject!: string;
  @ApiProperty({ type: [ConcernedRow] }) readonly participants!: readonly ConcernedRow[];
  @ApiProperty({ type: NameRow, description: 'The rule in words' }) readonly rule!: NameRow;
  @ApiProperty({ type: Object, description: 'The numbers and limits it is judged by' })
  readonly evidence!: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: Object, nullable: true, description: 'Of what changed: the numbers that it is compared with' })
  readonly before!: Readonly<Record<string, unknown>> | null;
}

export class EffectRow {
  @ApiProperty() readonly raised!: number;
  @ApiProperty() readonly cleared!: number;
  @ApiProperty() readonly changed!: number;
}

/** A change with what it would come to by itself. */
export class ProposalRow extends ScenarioChangeRow {
  @ApiProperty({ type: String, nullable: true }) readonly because!: string | null;
  @ApiProperty({ type: EffectRow, description: 'Made alone, after what adds its profile, compared with what is' })
  readonly effect!: EffectRow;
}

export class DraftedRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly version!: number;
}

/** What the scenario is held against: what is, or another scenario. */
export class OutcomeRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Another scenario; else what is' })
  @IsOptional()
  @IsUUID()
  readonly against?: string;
}

export class OutcomeFlagFilter extends OutcomeRequest {
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly profile?: string;
  @ApiProperty({ required: false, enum: FLAG_KINDS }) @IsOptional() @IsIn(FLAG_KINDS) readonly kind?: FlagKind;
  @ApiProperty({ required: false, enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) readonly what?: Outcome;
}

export class OutcomeFlagsRequest extends IntersectionType(OutcomeFlagFilter, PageRequest) {}
