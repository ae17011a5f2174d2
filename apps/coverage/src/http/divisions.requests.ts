import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { DEFAULT_FACTOR } from '../model/division.ts';

export const DEFAULT_SECONDS = 60;

export class DivisionRequest {
  @ApiProperty({ required: false, default: DEFAULT_FACTOR, minimum: 0.5, maximum: 10 })
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(10)
  readonly factor?: number;
  @ApiProperty({ required: false, default: false, description: 'Whether agreements that there are may end' })
  @IsOptional()
  @IsBoolean()
  readonly moves?: boolean;
  @ApiProperty({ required: false, default: DEFAULT_SECONDS, minimum: 1, maximum: 300 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(300)
  readonly seconds?: number;
}

export class DivisionScenarioRequest {
  @ApiProperty({ maxLength: 200 }) @Matches(/\S/) @MaxLength(200) readonly name!: string;
  @ApiProperty({ enum: ['nl', 'en'], required: false, default: 'nl', description: 'Of the reasons of the changes' })
  @IsOptional()
  @IsIn(['nl', 'en'])
  readonly language?: 'nl' | 'en';
}
