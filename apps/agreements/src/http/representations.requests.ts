import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';

export class RepresentationsRequest extends PageRequest {
  @ApiProperty({ required: false, description: 'The library' }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false, description: 'Who acts for it' })
  @IsOptional()
  @IsString()
  readonly representative?: string;
}

export class RepresentRequest {
  @ApiProperty({ description: 'The library' }) @IsString() readonly participant!: string;
  @ApiProperty({ description: 'The support organisation that acts for it' })
  @IsString()
  readonly representative!: string;
  @ApiProperty({ format: 'date' }) @IsString() readonly from!: string;
  @ApiProperty({ format: 'date', type: String, required: false, nullable: true })
  @IsOptional()
  @IsString()
  readonly to?: string | null;
}

export class EndRepresentationRequest {
  @ApiProperty({ format: 'date', description: 'Its last day' }) @IsString() readonly on!: string;
  @ApiProperty({ required: false, description: 'The version that was seen; refused when another one is there' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}
