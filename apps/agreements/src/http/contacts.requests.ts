import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Min, ValidateNested } from 'class-validator';
import type { ContactDetails, Expertise } from '../model/contact.ts';

const MOST_PROFILES = 200;

export class ContactsRequest extends PageRequest {
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false, description: 'Who knows about this profile' })
  @IsOptional()
  @IsString()
  readonly profile?: string;
}

class ExpertiseRequest {
  @ApiProperty({ description: 'The code of a profile' }) @IsString() readonly profile!: string;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'What of it in particular' })
  @IsOptional()
  @IsString()
  readonly note?: string | null;
}

class ContactDetailsRequest {
  @ApiProperty() @IsString() readonly name!: string;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'What he or she does there' })
  @IsOptional()
  @IsString()
  readonly position?: string | null;
  @ApiProperty({ format: 'email', description: 'The address at work' }) @IsString() readonly email!: string;
  @ApiProperty({ type: String, required: false, nullable: true, description: 'The number at work' })
  @IsOptional()
  @IsString()
  readonly phone?: string | null;
  @ApiProperty({ type: [ExpertiseRequest] })
  @IsArray()
  @ArrayMaxSize(MOST_PROFILES)
  @ValidateNested({ each: true })
  @Type(() => ExpertiseRequest)
  readonly expertise!: ExpertiseRequest[];
}

export class AddContactRequest extends ContactDetailsRequest {
  @ApiProperty() @IsString() readonly participant!: string;
}

export class ChangeContactRequest extends ContactDetailsRequest {
  @ApiProperty({ description: 'The version that the change was made from' }) @IsInt() @Min(1) readonly version!: number;
}

export class RemoveContactRequest {
  @ApiProperty({ required: false, description: 'The version that was seen; refused when another one is there' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

export function writtenIn({
  name,
  position = null,
  email,
  phone = null,
  expertise,
}: ContactDetailsRequest): ContactDetails {
  const known = expertise.map(({ profile, note = null }): Expertise => ({ profile, note }));
  return { name, position, email, phone, expertise: known };
}
