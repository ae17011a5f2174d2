import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';

/** What goes with the titles of a reference list. */
export class ReferenceListRequest {
  @ApiProperty({ required: false, description: 'What it is called in Dutch; needed of a list that is new' })
  @IsOptional()
  @Matches(/\S/)
  @MaxLength(200)
  readonly nl?: string;
  @ApiProperty({ required: false, description: 'What it is called in English' })
  @IsOptional()
  @Matches(/\S/)
  @MaxLength(200)
  readonly en?: string;
  @ApiProperty({
    required: false,
    description: 'Codes of the profiles that are measured against it, with commas between; left out: as they are',
  })
  @IsOptional()
  @MaxLength(10_000)
  readonly profiles?: string;
  @ApiProperty({
    enum: ['true', 'false'],
    required: false,
    default: 'false',
    description: 'Whether the titles join those that are on it, or come in their place',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly add?: 'true' | 'false';
}
