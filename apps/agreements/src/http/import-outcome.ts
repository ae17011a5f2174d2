import { ApiProperty } from '@nestjs/swagger';
import type { Rejected } from '../formats/rejected.ts';
import type { ImportOutcome } from '../store/commitment-import.ts';
import type { MendableFile } from '../store/mendable.ts';

export class RejectedRow implements Rejected {
  @ApiProperty({ description: 'The record or line of the file' }) readonly place!: string;
  @ApiProperty() readonly code!: string;
  @ApiProperty({ description: 'What is wrong and what to do' }) readonly message!: string;
}

export class MendableFileRow implements MendableFile {
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly type!: string;
  @ApiProperty({ format: 'byte' }) readonly content!: string;
  @ApiProperty({ description: 'Not everything that was rejected fitted; send what was mended, then the rest follows' })
  readonly partial!: boolean;
}

export class ImportOutcomeRow implements ImportOutcome {
  @ApiProperty() made!: number;
  @ApiProperty() changed!: number;
  @ApiProperty({ description: 'Known already, in the same words' }) unchanged!: number;
  @ApiProperty({ description: 'Notes (583) of other actions than retention, passed over' }) others!: number;
  @ApiProperty() rejectedCount!: number;
  @ApiProperty({ type: [RejectedRow], description: 'The first 500' }) rejected!: RejectedRow[];
  @ApiProperty({
    type: MendableFileRow,
    nullable: true,
    description: 'What was rejected as a file of the same format, to be mended and sent again',
  })
  mend!: MendableFileRow | null;
}
