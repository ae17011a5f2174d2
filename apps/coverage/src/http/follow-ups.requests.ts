import type { Day } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, Length, Matches, MaxLength } from 'class-validator';

const LONGEST_TEXT = 2000;
const SOMETHING = /\S/;

export class AssignRequest {
  @ApiProperty({ description: 'A person or an organisation, as people call them', maxLength: 200 })
  @Matches(SOMETHING)
  @Length(1, 200)
  readonly to!: string;
}

export class WaiveRequest {
  @ApiProperty({ format: 'date', description: 'The last day on which it need not be looked at' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  readonly until!: Day;
  @ApiProperty({ maxLength: LONGEST_TEXT })
  @Matches(SOMETHING)
  @MaxLength(LONGEST_TEXT)
  readonly because!: string;
}

export class NoteRequest {
  @ApiProperty({ maxLength: LONGEST_TEXT })
  @Matches(SOMETHING)
  @MaxLength(LONGEST_TEXT)
  readonly text!: string;
}

export class ReopenRequest {
  @ApiProperty({ maxLength: LONGEST_TEXT })
  @Matches(SOMETHING)
  @MaxLength(LONGEST_TEXT)
  readonly because!: string;
}
