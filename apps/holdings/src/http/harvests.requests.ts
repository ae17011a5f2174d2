import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Asked } from '../store/harvests.ts';

export class TryHarvestRequest {
  @ApiProperty({ description: 'Where the repository answers', example: 'https://catalogus.example/oai' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  readonly url!: string;
}

export class SetHarvestRequest extends TryHarvestRequest {
  @ApiProperty({ description: 'The format of its records: metadataPrefix', example: 'marcxml' })
  @Matches(/^[A-Za-z0-9\-_.!~*'()]{1,100}$/, { message: 'prefix must be a metadataPrefix of the repository' })
  readonly prefix!: string;

  @ApiProperty({ required: false, type: String, nullable: true, description: 'Only the records of this set' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9\-_.!~*'():]{1,200}$/, { message: 'set must be a setSpec of the repository' })
  readonly set?: string | null;

  @ApiProperty({ description: 'How often', minimum: 1, maximum: 8760 })
  @IsInt()
  @Min(1)
  @Max(8760)
  readonly everyHours!: number;

  @ApiProperty({ description: 'Off: only when somebody asks' }) @IsBoolean() readonly enabled!: boolean;
}

export class AskHarvestRequest {
  @ApiProperty({ enum: ['changes', 'all'], default: 'changes', description: 'all: everything anew, as a full load' })
  @IsIn(['changes', 'all'])
  readonly what: Asked = 'changes';
}
