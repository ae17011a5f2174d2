import type { Day } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { LoanRequestOutcome } from '../store/loan-request-import.ts';
import { MendableFileRow, RejectedRow } from './import-outcome.ts';

export class LoanRequestFileRequest {
  @ApiProperty({ required: false, description: 'Whose requests these are where a line does not say' })
  @IsOptional()
  @IsString()
  readonly participant?: string;
  @ApiProperty({
    required: false,
    format: 'date',
    description: 'Tells of things as they were then; of two files the later one is right. By default today',
  })
  @IsOptional()
  @IsString()
  readonly asOf?: string;
}

/** What came of a file, in requests: lines without an id that say the same are one. */
export class LoanRequestOutcomeRow implements LoanRequestOutcome {
  @ApiProperty() readonly made!: number;
  @ApiProperty() readonly changed!: number;
  @ApiProperty({ description: 'Known already, in the same words, or told of by a later file' })
  readonly unchanged!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly firstDay!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly lastDay!: Day | null;
  @ApiProperty() readonly rejectedCount!: number;
  @ApiProperty({ type: [RejectedRow], description: 'The first 500' }) readonly rejected!: readonly RejectedRow[];
  @ApiProperty({
    type: MendableFileRow,
    nullable: true,
    description: 'What was rejected as CSV, to be mended and sent again',
  })
  readonly mend!: MendableFileRow | null;
}
