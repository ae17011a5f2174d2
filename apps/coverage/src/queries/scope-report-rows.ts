import { type LocalisedName, type Scheme, SCHEMES } from '#libs/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { ClaimedTitle, ScopeOverlap } from '../model/scope-overlap.ts';
import type { ScopeReport, TranslatedScheme } from '../model/scope-report.ts';
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

class TranslatedNotationRow {
  @ApiProperty({ enum: SCHEMES }) readonly scheme!: Scheme;
  @ApiProperty() readonly notation!: string;
}

class ScopeOverlapRow implements ScopeOverlap {
  @ApiProperty({ type: NamedProfileRow }) readonly one!: NamedProfileRow;
  @ApiProperty({ type: NamedProfileRow }) readonly other!: NamedProfileRow;
  @ApiProperty({ type: ClaimedTitleRow, description: 'A title that both claim; null: whatever it is' })
  readonly example!: ClaimedTitleRow;
  @ApiProperty({
    type: [TranslatedNotationRow],
    description: 'What crosswalks make of its notation; empty when both claim it by that itself',
  })
  readonly translated!: readonly TranslatedNotationRow[];
}

class StretchRow {
  @ApiProperty() readonly from!: string;
  @ApiProperty({ description: 'Included, with all under it' }) readonly to!: string;
}

class TranslatedSchemeRow implements TranslatedScheme {
  @ApiProperty({ enum: SCHEMES }) readonly scheme!: Scheme;
  @ApiProperty({ type: [StretchRow], description: 'Parts that no profile names, but crosswalks lead into one' })
  readonly translated!: readonly StretchRow[];
  @ApiProperty({ type: [StretchRow], description: 'Parts that do not come into a profile' })
  readonly uncovered!: readonly StretchRow[];
}

/** How the scopes of a version lie to each other. */
export class ScopeReportRow implements ScopeReport {
  @ApiProperty({ type: [ScopeOverlapRow] }) readonly overlaps!: readonly ScopeOverlapRow[];
  @ApiProperty({ enum: SCHEMES, nullable: true, description: 'The classification that most profiles name' })
  readonly scheme!: Scheme | null;
  @ApiProperty({ type: [StretchRow], description: 'Its parts that no profile claims, by a crosswalk neither' })
  readonly uncovered!: readonly StretchRow[];
  @ApiProperty({ type: [TranslatedSchemeRow], description: 'Each classification that crosswalks lead from' })
  readonly translated!: readonly TranslatedSchemeRow[];
}
