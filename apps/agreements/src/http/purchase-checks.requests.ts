import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString } from 'class-validator';
import { MOST_LISTED } from '../model/listed-title.ts';

export class PurchaseRequest {
  @ApiProperty({
    required: false,
    example: 'NL-0800010000',
    description:
      'Who thinks of buying: what the others have and plan is then told apart. A collection manager is the own',
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
