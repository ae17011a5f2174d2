import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  QUALITY_FIELDS,
  QUALITY_FINDINGS,
  type QualityField,
  type QualityFinding,
} from '../queries/quality-measures.ts';

const TO_MEND = [...QUALITY_FIELDS, ...QUALITY_FINDINGS] as const;

export class QualityRequest extends PageRequest {
  @ApiProperty({ required: false, description: 'ISIL' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly participant?: string;
}

export class ToMendRequest extends PageRequest {
  @ApiProperty({ enum: TO_MEND, description: 'A field that is not there, or a finding' })
  @IsIn(TO_MEND)
  readonly what!: QualityField | QualityFinding;
}
