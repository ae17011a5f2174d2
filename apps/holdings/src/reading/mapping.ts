import type { Scheme } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import type { Column } from './csv/columns.ts';

/** Where a source's records hold what differs from system to system, and what it means. Data of the source, not code. */
export interface SourceMapping {
  /** MARC fields that stand for one copy each. The first of these that a record has is counted; without any it has one copy. */
  readonly copies: readonly CopyField[];
  /** MARC field with the library's own number, such as `907 $a`; tried before 001. */
  readonly localId: FieldRef | null;
  /** What a column of a list is, by its name in the file, where that name says nothing to us. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Which scheme a code in MARC $2 (072, 084, 650) means, in lower case. */
  readonly schemes: Readonly<Record<string, Scheme>>;
  /** Status values (in MARC and in lists, compared in upper case) of copies that are owned but not there. */
  readonly missing: readonly string[];
  /** Status values of copies that are ordered and not yet received. */
  readonly onOrder: readonly string[];
  /** Status values of copies that were disposed of. */
  readonly withdrawn: readonly string[];
  /** Whose copies count, by the names that copies are said to be of; nobody: everyone's in the file. */
  readonly libraries: readonly string[];
  /** Which participant a name in a file that speaks for many means, by its ISIL. */
  readonly holders: Readonly<Record<string, Isil>>;
  readonly pica: PicaMapping;
}

/** A field and one of its subfields, such as `209A $f`. */
export type FieldRef = string;

export interface CopyField {
  readonly tag: number;
  /** Codes of the subfields that may hold the status; none: every copy is there. */
  readonly status: string;
  /** Code of the subfield with the branch. */
  readonly branch?: string;
  /** Codes of the subfields that make the shelf mark together. */
  readonly shelfMark?: string;
  /** Code of the subfield that says whose copy it is, where a file speaks for many. */
  readonly holder?: string;
  /** Code of the subfield with its condition. */
  readonly condition?: string;
}

export interface PicaMapping {
  /** Whose copies count, as `holder` names them; nobody: everyone's in the file. */
  readonly libraries: readonly string[];
  /** Fields that name a library: its ILN or its ISIL. Those of level 1 are followed by its copies. */
  readonly holder: readonly FieldRef[];
  readonly branch: FieldRef;
  readonly shelfMark: FieldRef;
  /** Where the condition of a copy is, if anywhere: every system has a field of its own for it. */
  readonly condition: FieldRef | null;
  readonly status: FieldRef;
  readonly missing: readonly string[];
  readonly onOrder: readonly string[];
  readonly withdrawn: readonly string[];
  readonly classifications: readonly { readonly field: FieldRef; readonly scheme: Scheme }[];
}

/**
 * What is assumed as long as a source says nothing else: 852 (where we write a copy's state in $z), or the item fields that Sirsi systems write (949); in PICA
 * the loan indicators of the LBS. 045Q is not taken for NBC: in German catalogues it is the BK, which differs.
 */
export const DEFAULT_MAPPING: SourceMapping = {
  copies: [
    { tag: 852, status: 'z', branch: 'b', shelfMark: 'hi', holder: 'a', condition: 'q' },
    { tag: 949, status: 'lk', branch: 'm', shelfMark: 'a' },
  ],
  localId: null,
  columns: {},
  schemes: {
    nbc: 'nbc',
    bcl: 'nbc',
    siso: 'siso',
    nur: 'nur',
    pim: 'pim',
    brinkman: 'brinkman',
  },
  missing: ['MISSING', 'LOST', 'LOST-ASSUM', 'LOST-CLAIM', 'LOST-PAID', 'LONGOVRDUE', 'BILLED', 'VERMIST', 'ZOEK'],
  onOrder: ['ON-ORDER', 'ONORDER', 'ORDERED', 'BESTELD', 'IN BESTELLING'],
  withdrawn: ['DISCARD', 'WITHDRAWN', 'AFGESCHREVEN'],
  libraries: [],
  holders: {},
  pica: {
    libraries: [],
    holder: ['101@ $a', '101@ $b'],
    branch: '209A $f',
    shelfMark: '209A $a',
    condition: null,
    status: '209A $d',
    missing: ['Z'],
    onOrder: ['A'],
    withdrawn: [],
    classifications: [
      { field: '044Z $a', scheme: 'brinkman' },
      { field: '045B $a', scheme: 'nur' },
      { field: '045F $a', scheme: 'ddc' },
    ],
  },
};

/** A source says only what differs from what is assumed. */
export type MappingChanges = Partial<Omit<SourceMapping, 'pica'>> & { readonly pica?: Partial<PicaMapping> };

export function mappingFrom(changes: MappingChanges | null | undefined): SourceMapping {
  if (changes === null || changes === undefined) return DEFAULT_MAPPING;
  const { libraries } = changes;
  const pica = { ...DEFAULT_MAPPING.pica, ...changes.pica, ...(libraries === undefined ? {} : { libraries }) };
  return { ...DEFAULT_MAPPING, ...changes, pica };
}

/** The tag and the code of a field such as `209A $f`. */
export function fieldRef(written: FieldRef): { readonly tag: string; readonly code: string } {
  const at = written.indexOf('$');
  return at < 0 ? { tag: written, code: '' } : { tag: written.slice(0, at).trimEnd(), code: written.slice(at + 1) };
}
