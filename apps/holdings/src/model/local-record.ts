import type { Audience, Classification, LiteraryForm, Material } from '#libs/contracts';

/** Numbers that a record is known by. Only valid ones; what failed its check is in `unmatched`. */
export interface Identifiers {
  readonly isbn: string[];
  readonly ppn: string[];
  readonly ocn: string[];
  readonly issn: string[];
  readonly ismn: string[];
}

/** One copy, as far as the format tells copies apart; several where it does not. */
export interface Item {
  readonly count: number;
  /** The library's number for the copy (in PICA the EPN). */
  readonly id: string | null;
  /** Whose it is, where one file speaks for many. */
  readonly holder: string | null;
  readonly branch: string | null;
  readonly shelfMark: string | null;
  /** In the library's own words. */
  readonly condition: string | null;
  readonly state: 'extant' | 'missing' | 'on-order' | 'withdrawn';
}

/** The names that a file gives a library: one, or several such as its ILN and its ISIL. */
export type Named = readonly string[];

/** One bibliographic record with its copies as a library delivered it, whatever the format it came in. */
export interface LocalRecord {
  /** The library's own number for it; what was delivered before under the same number is replaced. */
  readonly localId: string;
  readonly identifiers: Identifiers;
  /** Identifiers that are wrong (check digit): kept for people, not matched on. */
  readonly unmatched: string[];
  readonly title: string;
  /** Characters at the start of the title that do not count when it is filed or matched. */
  readonly nonFiling: number;
  readonly contributor: string | null;
  readonly year: number | null;
  readonly publisher: string | null;
  readonly edition: string | null;
  readonly part: string | null;
  readonly material: Material;
  readonly electronic: boolean;
  readonly language: string;
  readonly audience: Audience;
  /** `null` when nothing says it, or when what says it contradicts itself. */
  readonly form: LiteraryForm | null;
  readonly classifications: Classification[];
  /** Copies owned. None owned and none ordered: the library has it no longer. */
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
  /** The copies one by one, where the format tells them apart. */
  readonly items?: readonly Item[] | undefined;
  /** Whose it is where one file speaks for many, by all names that each has; else its copies tell. */
  readonly holders?: readonly Named[];
  /** What was doubtful but did not keep the record out. */
  readonly warnings: string[];
}

/** A record of which only the number is known, as when it is to be removed: nothing is owned of it, nor ordered. */
export function namedOnly(localId: string): LocalRecord {
  return {
    localId,
    identifiers: { isbn: [], ppn: [], ocn: [], issn: [], ismn: [] },
    unmatched: [],
    title: '',
    nonFiling: 0,
    contributor: null,
    year: null,
    publisher: null,
    edition: null,
    part: null,
    material: 'other',
    electronic: false,
    language: 'und',
    audience: 'unknown',
    form: null,
    classifications: [],
    copies: 0,
    extant: 0,
    onOrder: 0,
    warnings: [],
  };
}
