import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { PageRequest } from '../queries/page.ts';

export class AgreementsRequest extends PageRequest {
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly profile?: string;
  @ApiProperty({ required: false, format: 'uuid' }) @IsOptional() @IsUUID() readonly plan?: string;
  @ApiProperty({ required: false, format: 'date', description: 'In force on this day' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'write a day as YYYY-MM-DD' })
  readonly on?: string;
}

export class EndAgreementRequest {
  @ApiProperty({ format: 'date', description: 'Its last day' }) @IsString() readonly on!: string;
  @ApiProperty({ description: 'Why it ends before the day that was agreed' }) @IsString() readonly reason!: string;
}
