import { type LocalisedName, type Scheme, SCHEMES } from '#libs/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { ClaimedTitle, ScopeOverlap, ScopeReport } from '../model/scope-report.ts';
import { NameRow } from './rows.ts';

class NamedProfileRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty({ type: NameRow }) readonly name!: LocalisedName;
}

class ClaimedTitleRow implements ClaimedTitle {
  @ApiProperty({ enum: SCHEMES, nullable: true }) readonly scheme!: Scheme | null;
  @ApiProperty({ type: String, nullable: true }) readonly notation!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly material!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly language!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly audience!: string | null;
}

class ScopeOverlapRow implements ScopeOverlap {
  @ApiProperty({ type: NamedProfileRow }) readonly one!: NamedProfileRow;
  @ApiProperty({ type: NamedProfileRow }) readonly other!: NamedProfileRow;
  @ApiProperty({ type: ClaimedTitleRow, description: 'A title that both claim; null: whatever it is' })
  readonly example!: ClaimedTitleRow;
}

class StretchRow {
  @ApiProperty() readonly from!: string;
  @ApiProperty({ description: 'Included, with all under it' }) readonly to!: string;
}

/** How the scopes of a version lie to each other. */
export class ScopeReportRow implements ScopeReport {
  @ApiProperty({ type: [ScopeOverlapRow] }) readonly overlaps!: readonly ScopeOverlapRow[];
  @ApiProperty({ enum: SCHEMES, nullable: true, description: 'The classification that most profiles name' })
  readonly scheme!: Scheme | null;
  @ApiProperty({ type: [StretchRow], description: 'Its parts that no profile claims' })
  readonly uncovered!: readonly StretchRow[];
}
