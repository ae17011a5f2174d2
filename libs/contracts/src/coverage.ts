import { ACTIVITIES, type Activity, type Level, LEVELS } from '#libs/kernel';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { Fact } from './fact.ts';
import { type Audience, AUDIENCES, type Material, MATERIALS, type Scheme, SCHEMES } from './holdings.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const FLAG_KINDS = [
  'gap.unowned',
  'gap.level',
  'gap.redundancy',
  'gap.volume',
  'gap.undelivered',
  'gap.preservation',
  'gap.upcoming',
  'risk.single-holder',
  'risk.last-copy',
  'risk.level-mismatch',
  'overlap.responsibility',
  'overlap.planned-title',
  'overlap.holdings',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** A name in the languages of the screens. */
export class LocalisedName {
  @IsNotEmpty() readonly nl!: string;
  @IsOptional() @IsNotEmpty() readonly en?: string;
}

/** A part of a classification: a prefix, one notation, or all from one up to and including all under another. */
export class ScopeRange {
  @IsIn(SCHEMES) readonly scheme!: Scheme;
  @IsOptional() @IsNotEmpty() readonly prefix?: string;
  @IsOptional() @IsNotEmpty() readonly notation?: string;
  @IsOptional() @IsNotEmpty() readonly from?: string;
  @IsOptional() @IsNotEmpty() readonly to?: string;
}

/** Which titles a profile is about: within every facet that names something, any of what it names. */
export class ProfileScope {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ScopeRange) readonly classification!: readonly ScopeRange[];
  @IsIn(MATERIALS, { each: true }) readonly material!: readonly Material[];
  /** ISO 639-2/B. */
  @Matches(/^[a-z]{3}$/, { each: true }) readonly language!: readonly string[];
  @IsIn(AUDIENCES, { each: true }) readonly audience!: readonly Audience[];
}

/** What the plan wants of a profile for one activity, as far as others act on it. */
export class AdoptedTarget {
  @IsIn(ACTIVITIES) readonly activity!: Activity;
  @IsIn(LEVELS) readonly level!: Level;
  /** So many others who hold a title, or have it on order, are enough not to buy it; absent when the plan says nothing. */
  @IsOptional() @IsInt() @Min(1) readonly enoughHolders?: number;
}

/** A profile as other services need it: its stable code, its name, which titles it is about and what is wanted of it. */
export class AdoptedProfile {
  @IsNotEmpty() readonly code!: string;
  @IsObject() @ValidateNested() @Type(() => LocalisedName) readonly name!: LocalisedName;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ProfileScope) readonly scope?: ProfileScope;
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdoptedTarget)
  readonly targets?: readonly AdoptedTarget[];
}

/** What a notation, or a range up to and including all under another, is in the scheme that a crosswalk leads to. */
export class AdoptedCrosswalkRule {
  @IsNotEmpty() readonly from!: string;
  @IsOptional() @IsNotEmpty() readonly upTo?: string;
  @IsNotEmpty() readonly to!: string;
}

/** How a title that has no notation in one scheme finds it from those that it has in another. */
export class AdoptedCrosswalk {
  @IsIn(SCHEMES) readonly from!: Scheme;
  @IsIn(SCHEMES) readonly to!: Scheme;
  @IsArray() @ValidateNested({ each: true }) @Type(() => AdoptedCrosswalkRule) readonly rules!: AdoptedCrosswalkRule[];
}

/** A version of the collection plan is in force; it supersedes the one before. */
export class PlanAdoptedV1 extends Fact {
  static readonly type = 'coverage.plan-adopted.v1';
  @IsNotEmpty() readonly plan!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly title!: string;
  @Matches(DAY) readonly from!: string;
  @Matches(DAY) readonly to!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => AdoptedProfile) readonly profiles!: AdoptedProfile[];
  /** Absent when the plan has none. */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdoptedCrosswalk)
  readonly crosswalks?: AdoptedCrosswalk[];
}

/** A flag as it is now. Its `flag` id is stable for one kind, profile, activity and subject within a plan version. */
export class FlagState {
  @IsUUID() readonly flag!: string;
  @IsIn(FLAG_KINDS) readonly kind!: FlagKind;
  @IsNotEmpty() readonly profile!: string;
  @IsOptional() @IsIn(ACTIVITIES) readonly activity?: Activity;
  /** What the flag is about within the profile: a pair of participants, a title key; empty for the profile itself. */
  @IsString() readonly subject!: string;
  /** Participants whom the flag concerns. */
  @IsString({ each: true }) readonly participants!: string[];
  /** The numbers and ids behind the flag, by name; see `docs/language.md` for each kind. */
  @IsObject() readonly evidence!: Record<string, unknown>;
}

abstract class FlagsFact extends Fact {
  @IsNotEmpty() readonly plan!: string;
  @IsInt() @Min(1) readonly version!: number;
  @Matches(DAY) readonly on!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => FlagState) readonly flags!: FlagState[];
}

/** Conditions that came to hold. */
export class FlagsRaisedV1 extends FlagsFact {
  static readonly type = 'coverage.flags-raised.v1';
}

/** Conditions that still hold, with other numbers. */
export class FlagsUpdatedV1 extends FlagsFact {
  static readonly type = 'coverage.flags-updated.v1';
}

/** Conditions that no longer hold. */
export class FlagsClearedV1 extends FlagsFact {
  static readonly type = 'coverage.flags-cleared.v1';
}

/** What a submitted acquisition plan means for the collection plan, as of its assessment. */
export class AcquisitionPlanAssessedV1 extends Fact {
  static readonly type = 'coverage.acquisition-plan-assessed.v1';
  @IsUUID() readonly acquisitionPlan!: string;
  /** The version of the acquisition plan that was assessed. */
  @IsInt() @Min(1) readonly version!: number;
  @IsNotEmpty() readonly participant!: string;
  /** The open flags that concern a line of the plan. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => FlagState) readonly flags!: FlagState[];
}

/** What people, or the calendar, do about a flag. */
export const FOLLOW_UPS = ['acknowledged', 'assigned', 'waived', 'noted', 'reopened'] as const;
export type FollowUpKind = (typeof FOLLOW_UPS)[number];

/**
 * Somebody did something about a flag, or the day came until which it was waived. It says nothing of the condition:
 * whether that holds is told by the facts above.
 */
export class FlagFollowedUpV1 extends Fact {
  static readonly type = 'coverage.flag-followed-up.v1';
  @IsUUID() readonly flag!: string;
  /** Counts what was done about this flag; the highest is the newest. */
  @IsInt() @Min(1) readonly version!: number;
  @IsIn(FOLLOW_UPS) readonly what!: FollowUpKind;
  @IsIn(FLAG_KINDS) readonly kind!: FlagKind;
  @IsNotEmpty() readonly profile!: string;
  /** Participants whom the flag concerns. */
  @IsString({ each: true }) readonly participants!: string[];
  /** Who did it; absent when it was the calendar. */
  @IsOptional() @IsNotEmpty() readonly by?: string;
  /** The note, or the reason. */
  @IsOptional() @IsNotEmpty() readonly text?: string;
  @IsOptional() @IsNotEmpty() readonly assignedTo?: string;
  /** The last day of a waiver. */
  @IsOptional() @Matches(DAY) readonly until?: string;
}
