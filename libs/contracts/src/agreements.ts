import { ACTIVITIES, LEVELS, type Activity, type Level } from '#libs/kernel';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { Fact } from './fact.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const RECORDED_LEVELS = [...LEVELS, '1', '2', '3'];
export const PARTICIPANT_KINDS = ['library', 'support-organisation', 'national-library', 'partner'] as const;
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number];

/** Language coverage of the Conspectus: primary (Dutch), selected others, wide, mainly one other, dual. */
export const LANGUAGE_COVERAGES = ['P', 'S', 'W', 'X', 'D'] as const;
export type LanguageCoverage = (typeof LANGUAGE_COVERAGES)[number];

/** How long something is kept: until a day, or without end. */
export const INDEFINITELY = 'indefinite';
const DAY_OR_INDEFINITELY = /^(?:\d{4}-\d{2}-\d{2}|indefinite)$/;

/** A participant as it is now. Highest `version` wins. */
export class ParticipantChangedV1 extends Fact {
  static readonly type = 'agreements.participant-changed.v1';
  @IsNotEmpty() readonly isil!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly name!: string;
  @IsIn(PARTICIPANT_KINDS) readonly kind!: ParticipantKind;
  @Matches(DAY) readonly from!: string;
  @IsOptional() @Matches(DAY) readonly to?: string;
  /** On a merger: the participant whose ISIL survives. */
  @IsOptional() @IsNotEmpty() readonly successor?: string;
}

/** Which support organisation acts for a library, and from when to when. Highest `version` wins. */
export class RepresentationChangedV1 extends Fact {
  static readonly type = 'agreements.representation-changed.v1';
  @IsUUID() readonly representation!: string;
  @IsInt() @Min(1) readonly version!: number;
  /** The library. */
  @IsNotEmpty() readonly participant!: string;
  /** Who acts for it. */
  @IsNotEmpty() readonly representative!: string;
  @Matches(DAY) readonly from!: string;
  /** Its last day; the day before its first when it was called off before it began. */
  @IsOptional() @Matches(DAY) readonly to?: string;
}

/** Whom to ask at a participant changed. Who they are is for people who are signed in, not for the bus. */
export class ContactsChangedV1 extends Fact {
  static readonly type = 'agreements.contacts-changed.v1';
  @IsUUID() readonly contact!: string;
  @IsNotEmpty() readonly participant!: string;
}

/** A title that a plan names. `key` is what it is matched by (see `TitleKey` in the kernel). */
export class NamedTitle {
  @Matches(/^[1-8]\d{18}$/) readonly key!: string;
  /** As the submitter wrote it, for people: an ISBN, PPN or OCN. */
  @IsNotEmpty() readonly identifier!: string;
  @IsOptional() @IsString() readonly title?: string;
}

/** What one participant proposes for one profile and activity. */
export class PlanLine {
  @IsUUID() readonly line!: string;
  @IsNotEmpty() readonly profile!: string;
  @IsIn(ACTIVITIES) readonly activity!: Activity;
  /** AC: the level it commits to. */
  @IsIn(RECORDED_LEVELS) readonly level!: Level;
  /** CL: the level it says it has now. */
  @IsOptional() @IsIn(RECORDED_LEVELS) readonly currentLevel?: Level;
  /** GL: the level it wants to reach. */
  @IsOptional() @IsIn(RECORDED_LEVELS) readonly goalLevel?: Level;
  @IsOptional() @IsIn(LANGUAGE_COVERAGES) readonly languageCoverage?: LanguageCoverage;
  /** Titles it intends to acquire in the period. */
  @IsInt() @Min(0) readonly titles!: number;
  /** Copies it intends to acquire in the period. */
  @IsInt() @Min(0) readonly copies!: number;
  /** Budget for the period in euro cents. */
  @IsOptional() @IsInt() @Min(0) readonly budget?: number;
  /** First day of the line where it begins later than the plan. */
  @IsOptional() @Matches(DAY) readonly from?: string;
  /** Last day of the line where it ends earlier than the plan. */
  @IsOptional() @Matches(DAY) readonly to?: string;
  /** How long it intends to keep what it acquires: a day, or `indefinite`; absent when it does not say. */
  @IsOptional() @Matches(DAY_OR_INDEFINITELY) readonly retainUntil?: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => NamedTitle) readonly named!: NamedTitle[];
}

/** A participant submitted an acquisition plan, or a new version of it. It stands in full; highest `version` wins. */
export class AcquisitionPlanSubmittedV1 extends Fact {
  static readonly type = 'agreements.acquisition-plan-submitted.v1';
  @IsUUID() readonly plan!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly participant!: string;
  @IsNotEmpty() readonly name!: string;
  @Matches(DAY) readonly from!: string;
  @Matches(DAY) readonly to!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => PlanLine) readonly lines!: PlanLine[];
  /** The accepted plan whose place it is to take. */
  @IsOptional() @IsUUID() readonly amends?: string;
}

/** A plan owner began to review a submitted plan; it still stands as submitted. */
export class AcquisitionPlanReviewStartedV1 extends Fact {
  static readonly type = 'agreements.acquisition-plan-review-started.v1';
  @IsUUID() readonly plan!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly participant!: string;
}

/** Somebody remarked on a plan under review, or on one of its lines. What was said is for the two sides to read. */
export class AcquisitionPlanRemarkedV1 extends Fact {
  static readonly type = 'agreements.acquisition-plan-remarked.v1';
  @IsUUID() readonly plan!: string;
  @IsUUID() readonly remark!: string;
  @IsNotEmpty() readonly participant!: string;
  @IsIn(['participant', 'plan-owner']) readonly by!: 'participant' | 'plan-owner';
  @IsOptional() @IsUUID() readonly line?: string;
}

export const PLAN_DECISIONS = ['accepted', 'returned', 'withdrawn', 'rejected', 'amended'] as const;
export type PlanDecision = (typeof PLAN_DECISIONS)[number];

/**
 * How a submitted plan ended: it no longer stands as submitted. After acceptance its lines live on as agreements. An
 * accepted plan is *amended* when another one took its place.
 */
export class AcquisitionPlanDecidedV1 extends Fact {
  static readonly type = 'agreements.acquisition-plan-decided.v1';
  @IsUUID() readonly plan!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly participant!: string;
  @IsIn(PLAN_DECISIONS) readonly decision!: PlanDecision;
  @IsOptional() @IsString() readonly remark?: string;
  /** Ids of the lines that were accepted where not all of them were. */
  @IsOptional() @IsUUID('all', { each: true }) readonly lines?: string[];
}

/** An agreement as it is now, in force from `from` to `to`. Ending early moves `to`. Highest `version` wins. */
export class AgreementChangedV1 extends Fact {
  static readonly type = 'agreements.agreement-changed.v1';
  @IsUUID() readonly agreement!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly participant!: string;
  @IsNotEmpty() readonly profile!: string;
  @IsIn(ACTIVITIES) readonly activity!: Activity;
  @IsIn(RECORDED_LEVELS) readonly level!: Level;
  @IsOptional() @IsIn(RECORDED_LEVELS) readonly currentLevel?: Level;
  @IsOptional() @IsIn(RECORDED_LEVELS) readonly goalLevel?: Level;
  @IsOptional() @IsIn(LANGUAGE_COVERAGES) readonly languageCoverage?: LanguageCoverage;
  @Matches(DAY) readonly from!: string;
  @Matches(DAY) readonly to!: string;
  @IsInt() @Min(0) readonly titles!: number;
  @IsInt() @Min(0) readonly copies!: number;
  /** How long what is acquired will be kept: a day, or `indefinite`; absent when nothing was agreed. */
  @IsOptional() @Matches(DAY_OR_INDEFINITELY) readonly retainUntil?: string;
  /** The agreement of another participant that this one goes on from: it was handed over, or its keeper merged. */
  @IsOptional() @IsUUID() readonly predecessor?: string;
  /** The day to look at it again. */
  @IsOptional() @Matches(DAY) readonly reviewOn?: string;
  /** The last day to say that it will not be renewed. */
  @IsOptional() @Matches(DAY) readonly noticeBy?: string;
  /** The accepted plan it came from; its named titles stay planned while the agreement is in force. */
  @IsUUID() readonly plan!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => NamedTitle) readonly named!: NamedTitle[];
}
