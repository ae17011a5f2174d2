import { WITHDRAWAL_ADVICE, WITHDRAWAL_STATES, type WithdrawalAdvice, type WithdrawalState } from '#libs/contracts';
import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export const MOST_ITEMS = 5_000;
/** Bytes of a file with a list. */
export const LARGEST_LIST = 16 * 1024 ** 2;

class ItemRequest {
  @ApiProperty({ example: '978-90-214-3404-9', description: 'An ISBN, or ppn:, ocn: or issn: with a number' })
  @IsString()
  readonly identifier!: string;
  @ApiProperty({ required: false, default: 1 }) @IsInt() @Min(1) @Max(10_000) readonly copies: number = 1;
}

/** What a file lists. */
export class ListedRow {
  @ApiProperty({ type: [ItemRequest] }) readonly items!: ItemRequest[];
}

class ListRequest {
  @ApiProperty({ example: 'NL-0800010000' }) @IsString() readonly participant!: string;
  @ApiProperty() @IsNotEmpty() readonly name!: string;
  @ApiProperty({ format: 'date', description: 'The last day on which others can take over what is offered' })
  @IsString()
  readonly acceptBy!: string;
  @ApiProperty({ required: false, description: 'Those responsible for this profile may want what goes' })
  @IsOptional()
  @IsString()
  readonly profile?: string;
  @ApiProperty({ required: false, format: 'uuid', description: 'Sent again under the same id, it is decided once' })
  @IsOptional()
  @IsUUID()
  readonly id?: string;
}

export class ProposeRequest extends ListRequest {
  @ApiProperty({ type: [ItemRequest] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ItemRequest)
  readonly items!: ItemRequest[];
}

export class ProposeFileRequest extends ListRequest {}

class SeenRequest {
  @ApiProperty({ required: false, description: 'The version that was seen; refused when another one is there' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

export class OverrideRequest extends SeenRequest {
  @ApiProperty({ description: 'Why it goes although the advice is to keep it' }) @IsString() readonly reason!: string;
}

export class OfferRequest extends SeenRequest {
  @ApiProperty({ format: 'date' }) @IsString() readonly acceptBy!: string;
}

export class TakeOverRequest extends SeenRequest {
  @ApiProperty({ example: 'NL-0800020000', description: 'Who takes it over' })
  @IsString()
  readonly participant!: string;
}

export class CallOffRequest extends SeenRequest {}

export class WithdrawalsRequest extends PageRequest {
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly participant?: string;
}

export class OffersRequest extends PageRequest {
  @ApiProperty({ required: false, description: 'Who may take it over; not given: everything that is offered' })
  @IsOptional()
  @IsString()
  readonly participant?: string;
  @ApiProperty({ required: false, description: 'Who offers it' }) @IsOptional() @IsString() readonly of?: string;
}

export class ItemsRequest extends PageRequest {
  @ApiProperty({ required: false, format: 'uuid' }) @IsOptional() @IsUUID() readonly withdrawal?: string;
  @ApiProperty({ required: false, description: 'Whose copies they are' })
  @IsOptional()
  @IsString()
  readonly participant?: string;
  @ApiProperty({ required: false, description: 'Who took them over' })
  @IsOptional()
  @IsString()
  readonly acceptedBy?: string;
  @ApiProperty({ required: false, enum: WITHDRAWAL_STATES })
  @IsOptional()
  @IsIn(WITHDRAWAL_STATES)
  readonly state?: WithdrawalState;
  @ApiProperty({ required: false, enum: WITHDRAWAL_ADVICE })
  @IsOptional()
  @IsIn(WITHDRAWAL_ADVICE)
  readonly advice?: WithdrawalAdvice;
}

export class CheckRequest {
  @ApiProperty({ example: 'NL-0800010000', description: 'Whose copies they are' })
  @IsString()
  readonly participant!: string;
  @ApiProperty({ required: false, description: 'Those responsible for this profile may want what goes' })
  @IsOptional()
  @IsString()
  readonly profile?: string;
  @ApiProperty({ type: [ItemRequest] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ItemRequest)
  readonly items!: ItemRequest[];
}

export class CopiesToKeep {
  @ApiProperty({ minimum: 1, maximum: 100, description: 'Extant copies of each title that remain in the network' })
  @IsInt()
  @Min(1)
  @Max(100)
  readonly copies!: number;
}
