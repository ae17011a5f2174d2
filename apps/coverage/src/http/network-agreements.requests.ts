import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ACTION_STATES, type ActionState, type Said } from '../model/action-report.ts';
import { AGENDA_SORTS, type AgendaFilter } from '../model/agenda.ts';
import { AGREEMENT_KINDS, type AgreementKind } from '../model/network-agreement.ts';

const SORTS = AGENDA_SORTS.flatMap((sort) => [sort, `-${sort}` as const]);
const TOKEN = /^[^/]+\/\d{1,9}$/;
const LONGEST_TEXT = 4000;

export class VersionRequest {
  @ApiProperty({ required: false, description: 'Of this version, as landelijk/3; else of the one in force' })
  @IsOptional()
  @Matches(TOKEN)
  readonly version?: string;
}

/** Which agreements and actions, in which order; `-` turns the order round. */
export class NetworkAgreementsRequest extends VersionRequest implements AgendaFilter {
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly cluster?: string;
  @ApiProperty({ required: false, enum: AGREEMENT_KINDS })
  @IsOptional()
  @IsIn(AGREEMENT_KINDS)
  readonly kind?: AgreementKind;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly opgave?: string;
  @ApiProperty({ required: false, description: 'ISIL of who answers for the action, or KB' })
  @IsOptional()
  @IsString()
  readonly owner?: string;
  @ApiProperty({ required: false, enum: ['yes'], description: 'Only actions that are overdue' })
  @IsOptional()
  @IsIn(['yes'])
  readonly overdue?: 'yes';
  @ApiProperty({ required: false, enum: SORTS, default: 'code' })
  @IsOptional()
  @IsIn(SORTS)
  readonly sort?: (typeof SORTS)[number];
}

export class ReportRequest implements Said {
  @ApiProperty({ minimum: 0, description: 'Number of the last report that was read; 0 where there was none' })
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly after!: number;
  @ApiProperty({ enum: ACTION_STATES }) @IsIn(ACTION_STATES) readonly state!: ActionState;
  @ApiProperty({ minimum: 0, maximum: 100, description: '%' }) @IsInt() @Min(0) @Max(100) readonly progress!: number;
  @ApiProperty({ maxLength: LONGEST_TEXT, description: 'How it goes, for who reads the agenda' })
  @Matches(/\S/)
  @MaxLength(LONGEST_TEXT)
  readonly text!: string;
}

/** `confirmed=yes`: agreements that the list does not have may go. */
export class ConfirmedRequest {
  @ApiProperty({ required: false, enum: ['yes'], description: 'Agreements that the list does not have may go' })
  @IsOptional()
  @IsIn(['yes'])
  readonly confirmed?: 'yes';
}

export class TakeOverRequest {
  @ApiProperty({ description: 'Token of the version whose list is taken over, as landelijk/3' })
  @IsNotEmpty()
  @Matches(TOKEN)
  readonly from!: string;
}
