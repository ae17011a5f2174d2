import { PARTICIPANT_KINDS, type ParticipantKind } from '#libs/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Min } from 'class-validator';
import type { ParticipantDetails } from '../model/participant.ts';

class DetailsRequest {
  @ApiProperty() @IsString() readonly name!: string;
  @ApiProperty({ enum: PARTICIPANT_KINDS }) @IsIn(PARTICIPANT_KINDS) readonly kind!: ParticipantKind;
  @ApiProperty({ format: 'date' }) @IsString() readonly from!: string;
  @ApiProperty({ format: 'date', type: String, required: false, nullable: true, description: 'Its last day' })
  @IsOptional()
  @IsString()
  readonly to?: string | null;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'On a merger: the ISIL that survives' })
  @IsOptional()
  @IsString()
  readonly successor?: string | null;
}

export class RegisterRequest extends DetailsRequest {
  @ApiProperty({ example: 'NL-0800010000', description: 'ISO 15511' }) @IsString() readonly isil!: string;
}

export class ChangeParticipantRequest extends DetailsRequest {
  @ApiProperty({ description: 'The version that the change was made from' }) @IsInt() @Min(1) readonly version!: number;
}

export function detailsOf({ name, kind, from, to = null, successor = null }: DetailsRequest): ParticipantDetails {
  return { name: name.trim(), kind, from, to, successor };
}
