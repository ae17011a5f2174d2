import { FLAG_KINDS, type FlagKind, LANGUAGE_COVERAGES, type LanguageCoverage } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Isil, type Level } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { PLAN_STATES, type PlanState } from '../model/acquisition-plan.ts';
import type { RefusedLine } from '../model/refused-line.ts';

export class NamedTitleRow {
  @ApiProperty({ description: 'As it was written: an ISBN, ppn:… or ocn:…' }) readonly identifier!: string;
  @ApiProperty({ type: String, nullable: true }) readonly title!: string | null;
  @ApiProperty({ description: 'What the title is matched by' }) readonly key!: string;
}

export class PlanLineSummaryRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty({ description: 'AC: the level it commits to' }) readonly level!: Level;
  @ApiProperty({ type: String, nullable: true, description: 'CL' }) readonly currentLevel!: Level | null;
  @ApiProperty({ type: String, nullable: true, description: 'GL' }) readonly goalLevel!: Level | null;
  @ApiProperty({ enum: LANGUAGE_COVERAGES, nullable: true }) readonly languageCoverage!: LanguageCoverage | null;
  @ApiProperty() readonly titles!: number;
  @ApiProperty() readonly copies!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'In euro cents' }) readonly budget!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Where it begins later than the plan' })
  readonly from!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Where it ends earlier than the plan' })
  readonly to!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'How long it is kept: a day, or `indefinite`' })
  readonly retainUntil!: string | null;
  @ApiProperty({ description: 'How many titles it names' }) readonly namedTitles!: number;
}

export class PlanLineRow extends PlanLineSummaryRow {
  @ApiProperty({ type: [NamedTitleRow] }) readonly named!: NamedTitleRow[];
}

/** A line that was not agreed to when the plan was accepted. */
export class RefusedLineRow implements RefusedLine {
  @ApiProperty({ format: 'uuid' }) readonly line!: string;
  @ApiProperty() readonly reason!: string;
}

/** A flag that coverage sees on a line of the plan. */
export class AssessedFlagRow {
  @ApiProperty({ format: 'uuid' }) readonly flag!: string;
  @ApiProperty({ enum: FLAG_KINDS }) readonly kind!: FlagKind;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES, required: false }) readonly activity?: Activity;
  @ApiProperty() readonly subject!: string;
  @ApiProperty({ type: [String] }) readonly participants!: Isil[];
  @ApiProperty({ type: Object, description: 'The numbers and ids behind it' }) readonly evidence!: object;
}

/** What coverage thinks of the plan, as lists show it. */
export class AssessmentSummaryRow {
  @ApiProperty({ enum: ['pending', 'assessed'] }) readonly state!: 'pending' | 'assessed';
  @ApiProperty({ description: 'The submitted version that it is about' }) readonly version!: number;
  @ApiProperty({ description: 'How many flags it has' }) readonly flagged!: number;
}

export class AssessmentRow extends AssessmentSummaryRow {
  @ApiProperty({ type: [AssessedFlagRow] }) readonly flags!: AssessedFlagRow[];
}

class PlanHead {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({ format: 'date' }) readonly to!: string;
  @ApiProperty({ enum: PLAN_STATES }) readonly state!: PlanState;
  @ApiProperty({ description: 'Goes up with every change' }) readonly version!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was returned or rejected' })
  readonly remark!: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The accepted plan whose place it is to take',
  })
  readonly amends!: string | null;
  @ApiProperty({ type: [RefusedLineRow], description: 'Lines that were not accepted, and why' })
  readonly refused!: RefusedLineRow[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly submittedAt!: string | null;
}

/** A plan as lists show it: without the titles that its lines name and the flags that it has. */
export class AcquisitionPlanSummaryRow extends PlanHead {
  @ApiProperty({ type: AssessmentSummaryRow, nullable: true, description: 'None before it is submitted' })
  readonly assessment!: AssessmentSummaryRow | null;
  @ApiProperty({ type: [PlanLineSummaryRow] }) readonly lines!: PlanLineSummaryRow[];
}

/** A plan in full. */
export class AcquisitionPlanRow extends PlanHead {
  @ApiProperty({ type: AssessmentRow, nullable: true, description: 'None before it is submitted' })
  readonly assessment!: AssessmentRow | null;
  @ApiProperty({ type: [PlanLineRow] }) readonly lines!: PlanLineRow[];
}
