import { LEVELS } from '#libs/kernel';
import { PageRequest } from '#libs/platform';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID, Matches, Min } from 'class-validator';
import { ORPHANING, type Orphaning } from '../model/orphans.ts';
import type { ProposedTerms } from '../model/terms.ts';
import { AGENDA_KINDS, AGENDA_ORDERS, type AgendaKind, type AgendaOrder } from '../queries/agenda.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WRITE_A_DAY = { message: 'write a day as YYYY-MM-DD' };

export class AgreementsRequest extends PageRequest {
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly profile?: string;
  @ApiProperty({ required: false, format: 'uuid' }) @IsOptional() @IsUUID() readonly plan?: string;
  @ApiProperty({ required: false, format: 'date', description: 'In force on this day' })
  @IsOptional()
  @Matches(DAY, WRITE_A_DAY)
  readonly on?: string;
}

/** The days that are asked for, and of what. */
export class AgendaFileRequest {
  @ApiProperty({ format: 'date' }) @Matches(DAY, WRITE_A_DAY) readonly from!: string;
  @ApiProperty({ format: 'date' }) @Matches(DAY, WRITE_A_DAY) readonly to!: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly profile?: string;
  @ApiProperty({ enum: AGENDA_KINDS, required: false }) @IsOptional() @IsIn(AGENDA_KINDS) readonly kind?: AgendaKind;
  @ApiProperty({ enum: AGENDA_ORDERS, required: false, default: 'day' })
  @IsIn(AGENDA_ORDERS)
  readonly sort: AgendaOrder = 'day';
}

export class AgendaRequest extends IntersectionType(AgendaFileRequest, PageRequest) {}

export class OrphansRequest {
  @ApiProperty() @IsString() readonly participant!: string;
  @ApiProperty({ format: 'date', description: 'The first day on which it keeps nothing' })
  @Matches(DAY, WRITE_A_DAY)
  readonly on!: string;
  @ApiProperty({ enum: ORPHANING, required: false, default: 'leaving' })
  @IsIn(ORPHANING)
  readonly because: Orphaning = 'leaving';
}

class AgreementDecisionRequest {
  @ApiProperty({ required: false, description: 'The version that was seen; refused when another one is there' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

export class EndAgreementRequest extends AgreementDecisionRequest {
  @ApiProperty({ format: 'date', description: 'Its last day' }) @IsString() readonly on!: string;
  @ApiProperty({ description: 'Why it ends before the day that was agreed' }) @IsString() readonly reason!: string;
}

export class RenewRequest extends AgreementDecisionRequest {
  @ApiProperty({ format: 'date', description: 'Its new last day' }) @IsString() readonly to!: string;
}

export class ScheduleRequest extends AgreementDecisionRequest {
  @ApiProperty({ type: String, format: 'date', nullable: true }) @IsOptional() @IsString() readonly reviewOn?:
    | string
    | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) @IsOptional() @IsString() readonly noticeBy?:
    | string
    | null;
}

/** Other terms; what is absent stays as it is. */
export class AdjustRequest extends AgreementDecisionRequest implements ProposedTerms {
  @ApiProperty({ description: 'Why other terms are agreed on' }) @IsString() readonly reason!: string;
  @ApiProperty({ enum: LEVELS, required: false }) @IsOptional() @IsString() readonly level?: string;
  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsString()
  readonly goalLevel?: string | null;
  @ApiProperty({ required: false }) @IsOptional() @IsNumber() readonly titles?: number;
  @ApiProperty({ required: false }) @IsOptional() @IsNumber() readonly copies?: number;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'A day, or `indefinite`' })
  @IsOptional()
  @IsString()
  readonly retainUntil?: string | null;
}

export class HandOverRequest extends AgreementDecisionRequest {
  @ApiProperty({ description: 'The ISIL of who keeps it from then on' }) @IsString() readonly taker!: string;
  @ApiProperty({ format: 'date', description: 'The first day of the taker' }) @IsString() readonly on!: string;
  @ApiProperty() @IsString() readonly reason!: string;
}
