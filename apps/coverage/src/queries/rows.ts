import { FLAG_KINDS, type FlagKind, type LocalisedName } from '#libs/contracts';
import { ACTIVITIES, LEVELS, type Activity, type Day, type Level } from '#libs/kernel';
import type { Scope } from '#libs/scopes';
import { ApiProperty } from '@nestjs/swagger';
import { COLLECTION_PLAN_STATES, type CollectionPlanState, type Target } from '../model/collection-plan.ts';
import type { FollowUpState } from '../model/follow-up.ts';

export class NameRow {
  @ApiProperty() readonly nl!: string;
  @ApiProperty({ required: false }) readonly en?: string;
}

export class TargetRow {
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty({ enum: LEVELS }) readonly level!: Level;
  @ApiProperty({ type: Number, nullable: true, description: 'Participants at least' }) readonly minimum!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Participants at most' }) readonly maximum!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Titles at least' }) readonly titles!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Participants that keep each title at least' })
  readonly retained!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Share, 0 to 1' }) readonly overlapThreshold!:
    | number
    | null;
  @ApiProperty({ type: Number, nullable: true }) readonly enoughHolders!: number | null;
}

export class ProfileRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty({ type: NameRow }) readonly name!: LocalisedName;
  @ApiProperty({ type: Object }) readonly scope!: Scope;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What levels are measured against: `network`, or the code of a reference list',
  })
  readonly measuredAgainst!: string | null;
  @ApiProperty({ type: [TargetRow] }) readonly targets!: readonly TargetRow[];
}

/** A version of the collection plan, in short. */
export class PlanSummaryRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({ format: 'date' }) readonly to!: string;
  @ApiProperty({ enum: COLLECTION_PLAN_STATES }) readonly state!: CollectionPlanState;
  @ApiProperty({ description: 'Confirms, when this version is in force, that another may supersede it' })
  readonly token!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day on which comments are asked',
  })
  readonly consultedUntil!: Day | null;
  @ApiProperty() readonly uploadedBy!: string;
  @ApiProperty({ format: 'date-time' }) readonly uploadedAt!: string;
  @ApiProperty({ type: String, nullable: true }) readonly adoptedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly adoptedAt!: string | null;
}

/** A step of the consultation on a version, with who took it. */
export class ConsultationRow {
  @ApiProperty({ enum: ['opened', 'moved', 'closed'] }) readonly what!: 'opened' | 'moved' | 'closed';
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly until!: Day | null;
  @ApiProperty() readonly by!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
}

/** How many comments there are on a version, without those withdrawn. */
export class CommentCountRow {
  @ApiProperty() readonly all!: number;
  @ApiProperty() readonly unanswered!: number;
}

export class PlanRow extends PlanSummaryRow {
  @ApiProperty({ type: [ConsultationRow] }) readonly consultation!: readonly ConsultationRow[];
  @ApiProperty({ type: CommentCountRow }) readonly comments!: CommentCountRow;
  @ApiProperty({ type: [ProfileRow] }) readonly profiles!: readonly ProfileRow[];
  @ApiProperty({ type: [Number], description: 'Lower bounds in % of the measured levels 1 to 5' })
  readonly levelBands!: readonly number[];
  @ApiProperty({ description: 'The text as it was uploaded' }) readonly yaml!: string;
}

export class ConcernedRow {
  @ApiProperty() readonly isil!: string;
  @ApiProperty() readonly name!: string;
}

export const FOLLOW_UP_STATES = ['new', 'acknowledged', 'waived'] as const;

/** How a flag stands with the people who follow it up. */
export class FollowUpRow {
  @ApiProperty({ enum: FOLLOW_UP_STATES }) readonly state!: FollowUpState;
  @ApiProperty({ type: String, nullable: true }) readonly acknowledgedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly assignedTo!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day of the waiver' })
  readonly waivedUntil!: Day | null;
  @ApiProperty({ type: String, nullable: true }) readonly waivedBecause!: string | null;
}

/** A flag, open or cleared. */
export class FlagRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: FLAG_KINDS }) readonly kind!: FlagKind;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ type: NameRow }) readonly profileName!: LocalisedName;
  @ApiProperty({ enum: ACTIVITIES, nullable: true }) readonly activity!: Activity | null;
  @ApiProperty({ description: 'A pair of participants, a title key; empty for the profile itself' })
  readonly subject!: string;
  @ApiProperty({ type: [ConcernedRow] }) readonly participants!: readonly ConcernedRow[];
  @ApiProperty({ enum: ['open', 'cleared'] }) readonly state!: 'open' | 'cleared';
  @ApiProperty({ enum: ['high', 'medium', 'low'] }) readonly severity!: 'high' | 'medium' | 'low';
  @ApiProperty({ format: 'date-time' }) readonly raisedAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly clearedAt!: string | null;
  @ApiProperty({ type: FollowUpRow }) readonly followUp!: FollowUpRow;
  @ApiProperty({ type: Object }) readonly evidence!: Readonly<Record<string, unknown>>;
}

export function targetRow(target: Target): TargetRow {
  return {
    activity: target.activity,
    level: target.level,
    minimum: target.minimumParticipants,
    maximum: target.maximumParticipants,
    titles: target.minimumTitles,
    retained: target.minimumRetained,
    overlapThreshold: target.overlapThreshold,
    enoughHolders: target.enoughHolders,
  };
}
