import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString } from 'class-validator';
import { MOST_LISTED } from '../model/listed-title.ts';
import { FILE_LANGUAGES, type FileLanguage } from './purchase-checks-csv.ts';

/** Titles in an offer at most, of which there may be more than anybody would order at once. */
export const MOST_OFFERED = 50_000;

export class PurchaseRequest {
  @ApiProperty({
    required: false,
    example: 'NL-0800010000',
    description: 'Who thinks of buying; all others are others. By default the participant that the user acts for',
  })
  @IsOptional()
  @IsString()
  readonly participant?: string;
  @ApiProperty({ required: false, description: 'What all of it is to be bought for; else each title finds its own' })
  @IsOptional()
  @IsString()
  readonly profile?: string;
}

export class PurchaseCheckRequest extends PurchaseRequest {
  @ApiProperty({
    type: [String],
    maxItems: MOST_LISTED,
    example: ['978-90-214-3404-9'],
    description: 'ISBNs, or ppn:, ocn: or issn: with a number',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_LISTED)
  @IsString({ each: true })
  readonly identifiers!: string[];
}

export class PurchaseFileRequest extends PurchaseRequest {
  @ApiProperty({ enum: ['json', 'csv'], required: false, default: 'json' })
  @IsIn(['json', 'csv'])
  readonly format: 'json' | 'csv' = 'json';
  @ApiProperty({ enum: FILE_LANGUAGES, required: false, default: 'nl', description: 'Of the words in the CSV' })
  @IsIn(FILE_LANGUAGES)
  readonly language: FileLanguage = 'nl';
}
