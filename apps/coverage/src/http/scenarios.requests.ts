import {
  AUDIENCES,
  LANGUAGE_COVERAGES,
  MATERIALS,
  SCHEMES,
  type Audience,
  type LanguageCoverage,
  type Material,
  type Scheme,
} from '#libs/contracts';
import { ACTIVITIES, LEVELS, type Activity, type Day, type Level } from '#libs/kernel';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { CODE } from '../model/plan-values.ts';
import { SCENARIO_CHANGE_KINDS, type ScenarioChangeKind } from '../model/scenario-change.ts';

/** As many as a division of responsibilities over the whole network may propose, within what a request may be. */
export const MOST_CHANGES = 1500;
const LONGEST_NAME = 200;
const LONGEST_REASON = 2000;
const SOMETHING = /\S/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class ChangeRequest {
  @ApiProperty({ format: 'uuid', required: false, description: 'Of a change that is kept; a new one gets its own' })
  @IsOptional()
  @IsUUID()
  readonly id?: string;
  @ApiProperty({ enum: SCENARIO_CHANGE_KINDS }) @IsIn(SCENARIO_CHANGE_KINDS) readonly kind!: ScenarioChangeKind;
  @ApiProperty({ type: String, required: false, nullable: true, maxLength: LONGEST_REASON })
  @IsOptional()
  @MaxLength(LONGEST_REASON)
  readonly because?: string | null;
}

class OfProfile extends ChangeRequest {
  @ApiProperty() @IsString() @IsNotEmpty() readonly profile!: string;
}

class OfTarget extends OfProfile {
  @ApiProperty({ enum: ACTIVITIES }) @IsIn(ACTIVITIES) readonly activity!: Activity;
}

/** What the profile is to ask for the activity. What is left out or null is not asked. */
export class TargetSetRequest extends OfTarget {
  @ApiProperty({ enum: LEVELS }) @IsIn(LEVELS) readonly level!: Level;
  @ApiProperty({ type: Number, required: false, nullable: true })
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly minimumParticipants?: number | null;
  @ApiProperty({ type: Number, required: false, nullable: true })
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly maximumParticipants?: number | null;
  @ApiProperty({ type: Number, required: false, nullable: true })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly minimumTitles?: number | null;
  @ApiProperty({
    type: Number,
    required: false,
    nullable: true,
    description: 'Participants that keep each title at least',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly minimumRetained?: number | null;
  @ApiProperty({ type: Number, required: false, nullable: true, description: 'Share, 0 to 1' })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly overlapThreshold?: number | null;
  @ApiProperty({ type: Number, required: false, nullable: true })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly enoughHolders?: number | null;
}

export class TargetRemovedRequest extends OfTarget {}

/** One of prefix, notation, or from and to. */
export class RangeRequest {
  @ApiProperty({ enum: SCHEMES }) @IsIn(SCHEMES) readonly scheme!: Scheme;
  @ApiProperty({ required: false }) @IsOptional() @IsString() @IsNotEmpty() readonly prefix?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() @IsNotEmpty() readonly notation?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() @IsNotEmpty() readonly from?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() @IsNotEmpty() readonly to?: string;
}

export class ScopeRequest {
  @ApiProperty({ type: [RangeRequest] })
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => RangeRequest)
  readonly classification!: RangeRequest[];
  @ApiProperty({ enum: MATERIALS, isArray: true })
  @IsArray()
  @IsIn(MATERIALS, { each: true })
  readonly material!: Material[];
  @ApiProperty({ type: [String] }) @IsArray() @Matches(/^[a-z]{3}$/, { each: true }) readonly language!: string[];
  @ApiProperty({ enum: AUDIENCES, isArray: true })
  @IsArray()
  @IsIn(AUDIENCES, { each: true })
  readonly audience!: Audience[];
}

export class ScopeSetRequest extends OfProfile {
  @ApiProperty({ type: ScopeRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => ScopeRequest)
  readonly scope!: ScopeRequest;
}

export class ReferenceSetRequest extends OfProfile {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'network, or the code of a reference list of the plan; null: nothing',
  })
  @ValidateIf(({ measuredAgainst }: ReferenceSetRequest) => measuredAgainst !== null)
  @Matches(CODE)
  readonly measuredAgainst!: string | null;
}

export class ProfileNameRequest {
  @ApiProperty({ maxLength: LONGEST_NAME }) @Matches(SOMETHING) @MaxLength(LONGEST_NAME) readonly nl!: string;
  @ApiProperty({ type: String, required: false, nullable: true, maxLength: LONGEST_NAME })
  @IsOptional()
  @MaxLength(LONGEST_NAME)
  readonly en?: string | null;
}

export class ProfileAddedRequest extends ChangeRequest {
  @ApiProperty({ pattern: CODE.source, description: 'Its code' }) @Matches(CODE) readonly profile!: string;
  @ApiProperty({ type: ProfileNameRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => ProfileNameRequest)
  readonly name!: ProfileNameRequest;
  @ApiProperty({ type: ScopeRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => ScopeRequest)
  readonly scope!: ScopeRequest;
}

export class ProfileRemovedRequest extends OfProfile {}

export class PlanAcceptedRequest extends ChangeRequest {
  @ApiProperty({ format: 'uuid' }) @IsUUID() readonly acquisitionPlan!: string;
}

export class AgreementEndedRequest extends ChangeRequest {
  @ApiProperty({ format: 'uuid' }) @IsUUID() readonly agreement!: string;
  @ApiProperty({ format: 'date', description: 'Its last day' })
  @Matches(DAY)
  @IsISO8601({ strict: true })
  readonly on!: Day;
}

export class AgreementAddedRequest extends OfTarget {
  @ApiProperty() @IsString() @IsNotEmpty() readonly participant!: string;
  @ApiProperty({ enum: LEVELS, description: 'AC' }) @IsIn(LEVELS) readonly level!: Level;
  @ApiProperty({ enum: LEVELS, required: false, nullable: true, description: 'CL' })
  @IsOptional()
  @IsIn(LEVELS)
  readonly currentLevel?: Level | null;
  @ApiProperty({ enum: LANGUAGE_COVERAGES, required: false, nullable: true })
  @IsOptional()
  @IsIn(LANGUAGE_COVERAGES)
  readonly languageCoverage?: LanguageCoverage | null;
  @ApiProperty({ format: 'date' }) @Matches(DAY) @IsISO8601({ strict: true }) readonly from!: Day;
  @ApiProperty({ format: 'date' }) @Matches(DAY) @IsISO8601({ strict: true }) readonly to!: Day;
  @ApiProperty({ required: false }) @IsOptional() @IsInt() @Min(0) readonly titles?: number;
  @ApiProperty({ required: false }) @IsOptional() @IsInt() @Min(0) readonly copies?: number;
}

export class ParticipantClosedRequest extends ChangeRequest {
  @ApiProperty() @IsString() @IsNotEmpty() readonly participant!: string;
  @ApiProperty({ format: 'date', description: 'Its last day' })
  @Matches(DAY)
  @IsISO8601({ strict: true })
  readonly on!: Day;
}

export class QuantitiesCutRequest extends ChangeRequest {
  @ApiProperty({ minimum: 1, maximum: 100 }) @IsNumber() @Min(1) @Max(100) readonly percent!: number;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'Else of all participants' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly participant?: string | null;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'Else for all profiles' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly profile?: string | null;
}

const BY_KIND = {
  'target-set': TargetSetRequest,
  'target-removed': TargetRemovedRequest,
  'scope-set': ScopeSetRequest,
  'reference-set': ReferenceSetRequest,
  'profile-added': ProfileAddedRequest,
  'profile-removed': ProfileRemovedRequest,
  'plan-accepted': PlanAcceptedRequest,
  'agreement-ended': AgreementEndedRequest,
  'agreement-added': AgreementAddedRequest,
  'participant-closed': ParticipantClosedRequest,
  'quantities-cut': QuantitiesCutRequest,
} satisfies Record<ScenarioChangeKind, typeof ChangeRequest>;

export type AnyChangeRequest = InstanceType<(typeof BY_KIND)[ScenarioChangeKind]>;

@ApiExtraModels(...Object.values(BY_KIND))
export class ScenarioRequest {
  @ApiProperty({ maxLength: LONGEST_NAME }) @Matches(SOMETHING) @MaxLength(LONGEST_NAME) readonly name!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    nullable: true,
    description: 'The day that it is judged for; else the day on which the live state was judged last',
  })
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  readonly on?: Day | null;
  @ApiProperty({ description: 'Whether everybody may see it' }) @IsBoolean() readonly shared!: boolean;
  @ApiProperty({
    type: 'array',
    items: { oneOf: Object.values(BY_KIND).map((it) => ({ $ref: getSchemaPath(it) })) },
    description: 'In the order in which they are made',
  })
  @IsArray()
  @ArrayMaxSize(MOST_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => ChangeRequest, {
    keepDiscriminatorProperty: true,
    discriminator: {
      property: 'kind',
      subTypes: Object.entries(BY_KIND).map(([name, value]) => ({ name, value })),
    },
  })
  readonly changes!: AnyChangeRequest[];
}

export class EditScenarioRequest extends ScenarioRequest {
  @ApiProperty({ description: 'The version that was seen' }) @IsInt() readonly version!: number;
}

export class RemoveScenarioRequest {
  @ApiProperty({ description: 'The version that was seen' }) @Type(() => Number) @IsInt() readonly version!: number;
}
