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
  @ValidateNested({ each: true }) @Type(() => PlanLine) readonly lines!: PlanLine[];
}

/** How a submitted plan ended: it no longer stands as submitted. After acceptance its lines live on as agreements. */
export class AcquisitionPlanDecidedV1 extends Fact {
  static readonly type = 'agreements.acquisition-plan-decided.v1';
  @IsUUID() readonly plan!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly participant!: string;
  @IsIn(['accepted', 'returned', 'withdrawn']) readonly decision!: 'accepted' | 'returned' | 'withdrawn';
  @IsOptional() @IsString() readonly remark?: string;
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
  /** The accepted plan it came from; its named titles stay planned while the agreement is in force. */
  @IsUUID() readonly plan!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => NamedTitle) readonly named!: NamedTitle[];
}
