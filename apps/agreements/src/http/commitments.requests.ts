import { COMMITMENT_STATES, type CommitmentState } from '#libs/contracts';
import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, MaxLength, Min, ValidateNested } from 'class-validator';
import type { CommitmentTerms } from '../model/commitment-terms.ts';

class ReviewRequest {
  @ApiProperty({ format: 'date' }) @IsString() readonly on!: string;
  @ApiProperty({ type: String, required: false, nullable: true }) @IsOptional() @IsString() readonly outcome?:
    | string
    | null;
}

class TermsRequest {
  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    nullable: true,
    description: 'Its last day; none: indefinite',
  })
  @IsOptional()
  @IsString()
  readonly until?: string | null;
  @ApiProperty({ description: 'The programme or rule that it is made under' }) @IsString() readonly policy!: string;
  @ApiProperty({ type: String, required: false, nullable: true }) @IsOptional() @IsString() readonly policyUri?:
    | string
    | null;
  @ApiProperty({ type: String, required: false, nullable: true }) @IsOptional() @IsString() readonly condition?:
    | string
    | null;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'Which part of the title' })
  @IsOptional()
  @IsString()
  readonly extent?: string | null;
  @ApiProperty({ type: String, required: false, nullable: true }) @IsOptional() @IsString() readonly note?:
    | string
    | null;
  @ApiProperty({ type: ReviewRequest, required: false, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ReviewRequest)
  readonly review?: ReviewRequest | null;
}

export class PromiseRequest extends TermsRequest {
  @ApiProperty({ example: 'NL-0800010000' }) @IsString() readonly participant!: string;
  @ApiProperty({ required: false, description: 'An ISBN, or ppn:, ocn: or issn: with a number; or else a profile' })
  @IsOptional()
  @IsString()
  readonly identifier?: string;
  @ApiProperty({ type: String, required: false, nullable: true }) @IsOptional() @IsString() readonly title?:
    | string
    | null;
  @ApiProperty({ required: false, description: 'A code of GET /profiles; or else an identifier' })
  @IsOptional()
  @IsString()
  readonly profile?: string;
  @ApiProperty({ format: 'date' }) @IsString() readonly from!: string;
}

export class AmendRequest extends TermsRequest {
  @ApiProperty({ description: 'The version that the change was made from' }) @IsInt() @Min(1) readonly version!: number;
  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    description: 'Why the terms are others',
    maxLength: 2000,
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly reason?: string | null;
}

export class BecomeRequest {
  @ApiProperty({ enum: COMMITMENT_STATES, description: 'active: what was lost, damaged or missing is well again' })
  @IsIn(COMMITMENT_STATES)
  readonly state!: CommitmentState;
  @ApiProperty({ format: 'date', description: 'The day on which it became so' }) @IsString() readonly on!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    required: false,
    nullable: true,
    description: 'The commitment that took its place',
  })
  @IsOptional()
  @IsUUID()
  readonly successor?: string | null;
  @ApiProperty({ type: String, required: false, nullable: true }) @IsOptional() @IsString() readonly reason?:
    | string
    | null;
  @ApiProperty({ required: false, description: 'The version that was seen; refused when another one is there' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

export class CommitmentsRequest extends PageRequest {
  @ApiProperty({ required: false, format: 'date', description: 'Those whose last day is this one or an earlier one' })
  @IsOptional()
  @IsString()
  readonly endsBy?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly profile?: string;
  @ApiProperty({ enum: COMMITMENT_STATES, required: false })
  @IsOptional()
  @IsIn(COMMITMENT_STATES)
  readonly state?: CommitmentState;
}

export class TitleRequest {
  @ApiProperty({ example: '978-90-214-3404-9' }) @IsString() readonly identifier!: string;
}

export class ImportRequest {
  @ApiProperty({ description: 'Whose commitments these are where the file does not say (583 $5)' })
  @IsString()
  readonly participant!: string;
}

export const EXPORT_FORMATS = ['csv', 'marc', 'marcxml'] as const;

export class ExportRequest {
  @ApiProperty({ enum: EXPORT_FORMATS }) @IsIn(EXPORT_FORMATS) readonly format!: (typeof EXPORT_FORMATS)[number];
  @ApiProperty({ required: false, description: 'Of this participant alone' })
  @IsOptional()
  @IsString()
  readonly participant?: string;
}

export function termsOf(it: TermsRequest): CommitmentTerms {
  return {
    until: it.until ?? null,
    policy: it.policy.trim(),
    policyUri: text(it.policyUri),
    condition: text(it.condition),
    extent: text(it.extent),
    note: text(it.note),
    review: it.review == null ? null : { on: it.review.on, outcome: text(it.review.outcome) },
  };
}

export function text(value: string | null | undefined): string | null {
  const trimmed = (value ?? '').trim();
  return trimmed === '' ? null : trimmed;
}
