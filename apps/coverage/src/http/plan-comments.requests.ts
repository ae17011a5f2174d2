import type { Day } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { COMMENT_ANSWERS, type CommentAnswer } from '../model/plan-comment.ts';

const LONGEST_TEXT = 4000;
const SOMETHING = /\S/;

export class ConsultRequest {
  @ApiProperty({ format: 'date', description: 'The last day on which comments are asked' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  readonly until!: Day;
}

export class CommentRequest {
  @ApiProperty({ description: 'ISIL of the participant in whose name it is said' })
  @IsString()
  @IsNotEmpty()
  readonly participant!: string;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'Else the plan as a whole' })
  @IsOptional()
  @IsString()
  readonly profile?: string | null;
  @ApiProperty({ maxLength: LONGEST_TEXT })
  @Matches(SOMETHING)
  @MaxLength(LONGEST_TEXT)
  readonly text!: string;
}

export class AnswerRequest {
  @ApiProperty({ enum: COMMENT_ANSWERS, description: 'Whether the plan is changed accordingly' })
  @IsIn(COMMENT_ANSWERS)
  readonly answer!: CommentAnswer;
  @ApiProperty({ maxLength: LONGEST_TEXT, description: 'Why, for the participant' })
  @Matches(SOMETHING)
  @MaxLength(LONGEST_TEXT)
  readonly text!: string;
}
