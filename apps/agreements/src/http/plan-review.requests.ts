import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import type { RefusedLine } from '../model/refused-line.ts';
import { DecisionRequest } from './acquisition-plans.requests.ts';

export class ReturnRequest extends DecisionRequest {
  @ApiProperty({ description: 'What has to change' }) @IsString() readonly remark!: string;
}

export class RejectRequest extends DecisionRequest {
  @ApiProperty({ description: 'Why it is turned down' }) @IsString() readonly reason!: string;
}

class RefusedLineRequest implements RefusedLine {
  @ApiProperty({ format: 'uuid' }) @IsUUID() readonly line!: string;
  @ApiProperty({ description: 'Why the line is not accepted' }) @IsString() readonly reason!: string;
}

export class AcceptRequest extends DecisionRequest {
  @ApiProperty({ type: [RefusedLineRequest], required: false, description: 'Lines that do not become agreements' })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RefusedLineRequest)
  readonly refused: RefusedLineRequest[] = [];
}

export class RemarkRequest {
  @ApiProperty({ format: 'uuid', required: false, description: 'The line that it is about' })
  @IsOptional()
  @IsUUID()
  readonly line?: string;
  @ApiProperty() @IsString() readonly text!: string;
}
