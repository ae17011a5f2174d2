import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional } from 'class-validator';

export class AdoptRequest {
  @ApiProperty({ required: false, description: 'Token of the version in force, for example landelijk/3' })
  @IsOptional()
  @IsNotEmpty()
  readonly supersedes?: string | null;
}
