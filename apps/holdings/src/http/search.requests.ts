import { MATERIALS, type Material, type Scheme, SCHEMES } from '#libs/contracts';
import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** What no notation and no ISIL has in it, and no database takes. */
const WITHOUT_CONTROLS = /^\P{Cc}*$/u;

export class SearchRequest extends PageRequest {
  @ApiProperty({
    required: false,
    default: '',
    description:
      'An ISBN, ISSN or ISMN, or ppn: or ocn: with a number; else words of title and contributor, typing errors forgiven',
  })
  @IsString()
  readonly q: string = '';

  @ApiProperty({ required: false, enum: SCHEMES, default: 'nbc' })
  @IsIn(SCHEMES)
  readonly scheme: Scheme = 'nbc';

  @ApiProperty({ required: false, description: 'How the notation begins' })
  @IsOptional()
  @IsNotEmpty()
  @MaxLength(100)
  @Matches(WITHOUT_CONTROLS)
  readonly notation?: string;

  @ApiProperty({ required: false, enum: MATERIALS })
  @IsOptional()
  @IsIn(MATERIALS)
  readonly material?: Material;

  @ApiProperty({ required: false, description: 'ISO 639-2/B' })
  @IsOptional()
  @Matches(/^[a-z]{3}$/, { message: 'language must be a code of three letters (ISO 639-2/B)' })
  readonly language?: string;

  @ApiProperty({ required: false, description: 'ISIL of a participant that has it' })
  @IsOptional()
  @Matches(WITHOUT_CONTROLS)
  readonly holder?: string;
}
