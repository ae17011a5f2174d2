import type { Isil } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { NameRow } from './profiles.ts';
import { UnreadableRow } from './purchase-check-rows.ts';

export class UnboughtTitleRow {
  @ApiProperty({ description: 'Its place in the offer, from 1' }) readonly line!: number;
  @ApiProperty() readonly identifier!: string;
  @ApiProperty({ type: String, nullable: true }) readonly title!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly contributor!: string | null;
  @ApiProperty({ type: [String], description: 'Others who are responsible for collecting it' })
  readonly responsible!: readonly Isil[];
}

export class UnboughtProfileRow {
  @ApiProperty({ type: String, nullable: true, description: 'None: no profile covers these' })
  readonly code!: string | null;
  @ApiProperty({ type: NameRow, nullable: true }) readonly name!: NameRow | null;
  @ApiProperty({ type: [UnboughtTitleRow] }) readonly titles!: UnboughtTitleRow[];
}

/** What nobody has, ordered or plans of what a supplier offers; a title of several profiles is told for each. */
export class UnboughtRow {
  @ApiProperty({ description: 'Titles in the offer that could be read' }) readonly offered!: number;
  @ApiProperty({ description: 'Those that nobody has, ordered or plans' }) readonly unbought!: number;
  @ApiProperty({ type: [UnboughtProfileRow] }) readonly profiles!: UnboughtProfileRow[];
  @ApiProperty({ type: [UnreadableRow] }) readonly unreadable!: UnreadableRow[];
}
