import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const TITLE = /^[1-8]\d{18}$/;
const RECORD = /^8\d{18}$/;
const TITLE_WANTED = { message: '$property must be a title id of 19 digits' };
const RECORD_WANTED = { message: '$property must be record keys of 19 digits' };
/** Something to read, without what no database takes. */
const WORDS = /^(?=.*\S)[^\0]*$/su;

function Reason(): PropertyDecorator {
  return (target, key) => {
    ApiProperty({ description: 'Why, for whoever reads it later' })(target, key);
    IsString()(target, key);
    MaxLength(1000)(target, key);
    Matches(WORDS, { message: 'reason must say why' })(target, key);
  };
}

export class TitleDecisionsRequest extends PageRequest {
  @ApiProperty({ required: false, description: 'What made this title what it is, and what was set apart from it' })
  @IsOptional()
  @Matches(TITLE, TITLE_WANTED)
  readonly title?: string;
}

export class SameTitleRequest {
  @ApiProperty({ type: [String], minItems: 2, maxItems: 20 })
  @ArrayMinSize(2)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(TITLE, { ...TITLE_WANTED, each: true })
  readonly titles!: string[];

  @Reason() readonly reason!: string;
}

export class ApartRequest {
  @ApiProperty() @Matches(TITLE, TITLE_WANTED) readonly title!: string;

  @ApiProperty({ type: [String], minItems: 1, maxItems: 200 })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(RECORD, { ...RECORD_WANTED, each: true })
  readonly records!: string[];

  @Reason() readonly reason!: string;
}

export class TakeBackRequest {
  @Reason() readonly reason!: string;
}
