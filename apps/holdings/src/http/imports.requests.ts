import { PageRequest } from '#libs/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DELIVERY_MODES, type DeliveryMode, RUN_STATES, type RunState } from '../model/run.ts';

/** What is said of a file beside its content. */
export class DeliverRequest {
  @ApiProperty({ required: false, enum: DELIVERY_MODES, default: 'full' })
  @IsIn(DELIVERY_MODES)
  readonly mode: DeliveryMode = 'full';

  @ApiProperty({
    required: false,
    default: 'catalogue',
    description: "The participant's name for where the file comes from",
  })
  @IsNotEmpty()
  @MaxLength(100)
  readonly source: string = 'catalogue';

  @ApiProperty({ required: false, description: 'The day on which the data was made; by default today' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'asOf must be a day, YYYY-MM-DD' })
  readonly asOf?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly filename?: string;

  @ApiProperty({
    required: false,
    enum: ['true', 'false'],
    description: 'The file speaks for several participants, and is divided by whom its records name',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly shared?: 'true' | 'false';
}

export class RunsRequest extends PageRequest {
  @ApiProperty({ required: false, description: 'ISIL' })
  @IsOptional()
  @IsString()
  readonly participant?: string;

  @ApiProperty({ required: false, enum: RUN_STATES })
  @IsOptional()
  @IsIn(RUN_STATES)
  readonly state?: RunState;
}

export class RejectsRequest extends PageRequest {
  @ApiProperty({ required: false, enum: ['rejected', 'warning'], default: 'rejected' })
  @IsIn(['rejected', 'warning'])
  readonly severity: 'rejected' | 'warning' = 'rejected';
}
