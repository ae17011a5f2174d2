import { ApiProperty } from '@nestjs/swagger';

class NamedRow {
  @ApiProperty() readonly id!: string;
  @ApiProperty() readonly name!: string;
}

/** What a repository says of itself. */
export class RepositoryRow {
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly granularity!: string;
  @ApiProperty({ description: 'Whether it tells what was deleted: no, transient or persistent' })
  readonly deletedRecord!: string;
  @ApiProperty() readonly earliest!: string;
  @ApiProperty() readonly answeredAt!: Date;
  @ApiProperty({ type: [NamedRow] }) readonly formats!: NamedRow[];
  @ApiProperty({ type: [NamedRow], description: 'A thousand at most' }) readonly sets!: NamedRow[];
}
