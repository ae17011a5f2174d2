import { FLAG_KINDS, type FlagKind } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { ACTION_STATES, type ActionState } from '../model/action-report.ts';
import type { OpgaveStanding } from '../model/agenda.ts';
import { AGREEMENT_KINDS, type AgreementKind, type Measure } from '../model/network-agreement.ts';
import { ConcernedRow, PlanSummaryRow } from './rows.ts';

export class MeasureRow implements Measure {
  @ApiProperty({ enum: FLAG_KINDS, isArray: true, description: 'Empty: of any kind' })
  readonly flags!: readonly FlagKind[];
  @ApiProperty({ type: [String], description: 'Empty: of any profile' }) readonly profiles!: readonly string[];
  @ApiProperty({ enum: ACTIVITIES, nullable: true, description: 'null: of any' }) readonly activity!: Activity | null;
}

export class ActionReportRow {
  @ApiProperty({ description: 'From 1; the highest is the last' }) readonly number!: number;
  @ApiProperty({ enum: ACTION_STATES }) readonly state!: ActionState;
  @ApiProperty({ minimum: 0, maximum: 100, description: '%' }) readonly progress!: number;
  @ApiProperty() readonly text!: string;
  @ApiProperty() readonly by!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
}

export class ActionRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly text!: string;
  @ApiProperty({ type: ConcernedRow, description: 'Who answers for it; `KB` for the plan owner' })
  readonly owner!: ConcernedRow;
  @ApiProperty({ format: 'date' }) readonly due!: Day;
  @ApiProperty({ enum: ACTION_STATES }) readonly state!: ActionState;
  @ApiProperty({ minimum: 0, maximum: 100, description: '%' }) readonly progress!: number;
  @ApiProperty() readonly overdue!: boolean;
  @ApiProperty({ type: ActionReportRow, nullable: true }) readonly last!: ActionReportRow | null;
}

export class NetworkAgreementRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly cluster!: string;
  @ApiProperty({ enum: AGREEMENT_KINDS }) readonly kind!: AgreementKind;
  @ApiProperty() readonly text!: string;
  @ApiProperty({ type: [String] }) readonly opgaven!: readonly string[];
  @ApiProperty({ type: MeasureRow, nullable: true }) readonly measuredBy!: MeasureRow | null;
  @ApiProperty({ type: Number, nullable: true, description: '% of its actions together; null: no actions' })
  readonly progress!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The first day that is due' })
  readonly due!: Day | null;
  @ApiProperty() readonly overdue!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'null: nothing measures it, or the plan is not in force' })
  readonly openFlags!: number | null;
  @ApiProperty({ type: [ActionRow] }) readonly actions!: readonly ActionRow[];
}

/** The plan's own list, and what can be asked of it. */
export class NetworkAgreementsRow {
  @ApiProperty({ type: PlanSummaryRow }) readonly plan!: PlanSummaryRow;
  @ApiProperty({ type: [NetworkAgreementRow] }) readonly agreements!: readonly NetworkAgreementRow[];
  @ApiProperty({ type: [String], description: 'Of the whole list' }) readonly clusters!: readonly string[];
  @ApiProperty({ type: [String], description: 'Of the whole list' }) readonly opgaven!: readonly string[];
  @ApiProperty({ type: [ConcernedRow], description: 'Of the whole list' }) readonly owners!: readonly ConcernedRow[];
}

export class ReportedActionRow extends ActionRow {
  @ApiProperty({ type: [ActionReportRow], description: 'The last one first' })
  readonly reports!: readonly ActionReportRow[];
}

/** An agreement with the history of its actions. */
export class NetworkAgreementDetailRow extends NetworkAgreementRow {
  @ApiProperty({ type: PlanSummaryRow }) readonly plan!: PlanSummaryRow;
  @ApiProperty({ type: [ReportedActionRow] }) declare readonly actions: readonly ReportedActionRow[];
}

export class OpgaveRow implements OpgaveStanding {
  @ApiProperty({ type: String, nullable: true, description: 'null: of the agreements that serve none' })
  readonly opgave!: string | null;
  @ApiProperty() readonly agreements!: number;
  @ApiProperty() readonly actions!: number;
  @ApiProperty() readonly done!: number;
  @ApiProperty() readonly overdue!: number;
  @ApiProperty({ type: Number, nullable: true, description: '%' }) readonly progress!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Each flag once' }) readonly openFlags!: number | null;
}

/** What the list comes to by the societal goals that it serves. */
export class OpgavenRow {
  @ApiProperty({ type: PlanSummaryRow }) readonly plan!: PlanSummaryRow;
  @ApiProperty({ type: [OpgaveRow] }) readonly opgaven!: readonly OpgaveRow[];
}
