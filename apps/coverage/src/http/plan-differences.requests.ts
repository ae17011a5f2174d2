import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

const TOKEN = /^[^/]+\/\d{1,9}$/;

export class PlanDifferencesRequest {
  @ApiProperty({ required: false, description: 'The earlier version, as landelijk/3; else the one in force' })
  @IsOptional()
  @Matches(TOKEN)
  readonly from?: string;

  @ApiProperty({ required: false, description: 'The later version; else the newest that is not adopted yet' })
  @IsOptional()
  @Matches(TOKEN)
  readonly to?: string;
}
