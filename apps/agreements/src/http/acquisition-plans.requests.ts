import { LANGUAGE_COVERAGES } from '#libs/contracts';
import { ACTIVITIES, LEVELS } from '#libs/kernel';
import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsNumber, IsOptional, IsString, Min, ValidateNested } from 'class-validator';
import { PLAN_STATES, type PlanState } from '../model/acquisition-plan.ts';
import type { Proposal } from '../model/proposal.ts';
import type { ProposedLine } from '../model/proposed-line.ts';

/** Only the shape is checked here; what the values may be is the model's to say, all mistakes at once. */
class NamedTitleRequest {
  @ApiProperty({ example: '978-90-214-3404-9', description: 'An ISBN, or ppn: or ocn: with a number' })
  @IsString()
  readonly identifier!: string;
  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsString()
  readonly title?: string | null;
}

class LineRequest implements ProposedLine {
  @ApiProperty({ description: 'A code of GET /profiles' }) @IsString() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES }) @IsString() readonly activity!: string;
  @ApiProperty({ enum: LEVELS, description: 'AC: the level it commits to' }) @IsString() readonly level!: string;
  @ApiProperty({ enum: LEVELS, required: false, nullable: true, description: 'CL: the level it has now' })
  @IsOptional()
  @IsString()
  readonly currentLevel?: string | null;
  @ApiProperty({ enum: LEVELS, required: false, nullable: true, description: 'GL: the level it wants to reach' })
  @IsOptional()
  @IsString()
  readonly goalLevel?: string | null;
  @ApiProperty({ enum: LANGUAGE_COVERAGES, required: false, nullable: true })
  @IsOptional()
  @IsString()
  readonly languageCoverage?: string | null;
  @ApiProperty({ description: 'Titles to acquire in the period' }) @IsNumber() readonly titles!: number;
  @ApiProperty({ description: 'Copies to acquire in the period' }) @IsNumber() readonly copies!: number;
  @ApiProperty({ type: Number, required: false, nullable: true, description: 'In euro cents' })
  @IsOptional()
  @IsNumber()
  readonly budget?: number | null;
  @ApiProperty({ type: String, format: 'date', required: false, nullable: true, description: "Else the plan's" })
  @IsOptional()
  @IsString()
  readonly from?: string | null;
  @ApiProperty({ type: String, format: 'date', required: false, nullable: true, description: "Else the plan's" })
  @IsOptional()
  @IsString()
  readonly to?: string | null;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'Keeps until a day, or `indefinite`' })
  @IsOptional()
  @IsString()
  readonly retainUntil?: string | null;
  @ApiProperty({ type: [NamedTitleRequest], required: false })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => NamedTitleRequest)
  readonly named: NamedTitleRequest[] = [];
}

class ProposalRequest implements Proposal {
  @ApiProperty() @IsString() readonly name!: string;
  @ApiProperty({ format: 'date' }) @IsString() readonly from!: string;
  @ApiProperty({ format: 'date' }) @IsString() readonly to!: string;
  @ApiProperty({ type: [LineRequest] })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LineRequest)
  readonly lines!: LineRequest[];
}

export class DraftRequest extends ProposalRequest {
  @ApiProperty({ example: 'NL-0800010000' }) @IsString() readonly participant!: string;
}

export class EditRequest extends ProposalRequest {
  @ApiProperty({ description: 'The version that was edited' }) @IsInt() @Min(1) readonly version!: number;
}

export class DecisionRequest {
  @ApiProperty({ required: false, description: 'The version that was seen; refused when another one is there' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

export class AcquisitionPlansRequest extends PageRequest {
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ enum: PLAN_STATES, required: false }) @IsOptional() @IsIn(PLAN_STATES) readonly state?: PlanState;
}
