import { ApiProperty } from '@nestjs/swagger';
import type { Trial } from '../reading/trial/try-out.ts';

class FieldRow {
  @ApiProperty({ example: '245 $a' }) readonly field!: string;
  @ApiProperty({ description: 'Of the records that were looked at, how many have it' }) readonly records!: number;
  @ApiProperty() readonly occurrences!: number;
  @ApiProperty({ type: [String], description: 'A few different values' }) readonly samples!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'What it is read as; null: it is passed over' })
  readonly meaning!: string | null;
}

class TrialRejectionRow {
  @ApiProperty({ description: "The record's number in the file, from 1" }) readonly position!: number;
  @ApiProperty({ type: Number, nullable: true }) readonly line!: number | null;
  @ApiProperty() readonly code!: string;
  @ApiProperty({ description: 'What is wrong' }) readonly message!: string;
  @ApiProperty({ description: 'What to do' }) readonly hint!: string;
  @ApiProperty({ description: 'The record as it was delivered, its beginning' }) readonly original!: string;
}

/** What would come of a file, of which nothing was kept. */
export class TrialRow implements Trial {
  @ApiProperty({ example: 'marc21' }) readonly format!: string;
  @ApiProperty({ description: 'The whole file was read; else its first 100,000 records' }) complete!: boolean;
  @ApiProperty() records!: number;
  @ApiProperty() accepted!: number;
  @ApiProperty() rejected!: number;
  @ApiProperty({ description: 'Accepted, with something doubtful in them' }) doubtful!: number;
  @ApiProperty() copies!: number;
  @ApiProperty() extant!: number;
  @ApiProperty() onOrder!: number;
  @ApiProperty({ description: 'Records with a valid identifier' }) withIdentifier!: number;
  @ApiProperty() withYearAndPublisher!: number;
  @ApiProperty() classified!: number;
  @ApiProperty() electronic!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, description: 'Copies by where they are' })
  readonly branches!: Record<string, number>;
  @ApiProperty({ type: [FieldRow] }) readonly fields!: FieldRow[];
  @ApiProperty({ description: 'Records whose fields were counted' }) profiled!: number;
  @ApiProperty({ type: [TrialRejectionRow], description: 'The first 200' }) readonly rejections!: TrialRejectionRow[];
}
