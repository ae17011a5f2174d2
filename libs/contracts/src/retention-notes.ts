import { ArrayMaxSize, IsArray, IsNotEmpty, Matches } from 'class-validator';

/** The question `retention-notes` (`ask.agreements.retention-notes`): what did this participant promise of these titles? */
export class RetentionNotesQuestion {
  @IsNotEmpty() readonly participant!: string;
  /** Identifier keys of titles, as holdings has them (see `TitleKey` in the kernel). */
  @IsArray() @ArrayMaxSize(5000) @Matches(/^[1-8]\d{18}$/, { each: true }) readonly keys!: string[];
}

/** A promise to keep a title, as a file about holdings tells of it. An answer is a list of them, by key. */
export interface RetentionNote {
  readonly key: string;
  /** Whether it is active; else it was superseded, lost, damaged, missing or in error. */
  readonly active: boolean;
  /** The last day on which it is kept; `null`: indefinitely. */
  readonly until: string | null;
  readonly policy: string;
  /** Field 583 of MARC 21: its indicators and subfields; more than one where it was reviewed or became something else. */
  readonly fields: readonly (readonly [
    tag: string,
    indicators: string,
    subfields: readonly (readonly [string, string])[],
  ])[];
}
