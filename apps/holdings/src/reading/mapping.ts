/** Which fields of a source's MARC records are its copies, and which status means what. Data of the source, not code. */
export interface SourceMapping {
  /** Fields that stand for one copy each. The first of these that a record has is counted; without any it has one copy. */
  readonly copies: readonly CopyField[];
  /** Status values (compared in upper case) of copies that are owned but not there. */
  readonly missing: readonly string[];
  /** Status values of copies that are ordered and not yet received. */
  readonly onOrder: readonly string[];
  /** Status values of copies that were disposed of. */
  readonly withdrawn: readonly string[];
}

export interface CopyField {
  readonly tag: number;
  /** Codes of the subfields that may hold the status; none: every copy is there. */
  readonly status: string;
}

/** What is assumed as long as a source says nothing else: 852, or the item fields that Sirsi systems write (949). */
export const DEFAULT_MAPPING: SourceMapping = {
  copies: [
    { tag: 852, status: '' },
    { tag: 949, status: 'lk' },
  ],
  missing: ['MISSING', 'LOST', 'LOST-ASSUM', 'LOST-CLAIM', 'LOST-PAID', 'LONGOVRDUE', 'BILLED', 'VERMIST', 'ZOEK'],
  onOrder: ['ON-ORDER', 'ONORDER', 'ORDERED', 'BESTELD', 'IN BESTELLING'],
  withdrawn: ['DISCARD', 'WITHDRAWN', 'AFGESCHREVEN'],
};
