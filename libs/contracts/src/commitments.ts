import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsUUID, Matches, Min, ValidateNested } from 'class-validator';
import { Fact } from './fact.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TITLE_KEY = /^[1-8]\d{18}$/;

/** An active commitment binds; the others are kept as what became of it. */
export const COMMITMENT_STATES = ['active', 'superseded', 'lost', 'damaged', 'missing', 'in-error'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

/** A promise to keep one title, or whatever a participant has of one profile, as it is now. */
export class RetentionCommitmentState {
  @IsUUID() readonly commitment!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly participant!: string;
  /** What the title is matched by (see `TitleKey` in the kernel). Either this or `profile` is there. */
  @IsOptional() @Matches(TITLE_KEY) readonly key?: string;
  @IsOptional() @IsNotEmpty() readonly profile?: string;
  /** First day, where it is known. */
  @IsOptional() @Matches(DAY) readonly from?: string;
  /** Last day; absent when it is indefinite. */
  @IsOptional() @Matches(DAY) readonly until?: string;
  /** The programme or rule that it was made under. */
  @IsNotEmpty() readonly policy!: string;
  @IsIn(COMMITMENT_STATES) readonly state!: CommitmentState;
  /** The day on which it became what it is, unless that is active from the start. */
  @IsOptional() @Matches(DAY) readonly since?: string;
  /** The commitment that took its place. */
  @IsOptional() @IsUUID() readonly successor?: string;
}

/** Commitments that were made or changed, in full; of each the highest `version` wins. */
export class RetentionCommitmentsChangedV1 extends Fact {
  static readonly type = 'agreements.retention-commitments-changed.v1';
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RetentionCommitmentState)
  readonly commitments!: RetentionCommitmentState[];
}
