import { eighteenDigits, sixtyFourBitsOf } from './digest.ts';
import type { Isbn } from './isbn.ts';

/**
 * What records are matched by, as 19 decimal digits that fit PostgreSQL's `bigint`: a rank, then 18 digits of value.
 * Equal strings are equal keys, and strings compare as the numbers do. The rank orders kinds by strength; a title is
 * named after the smallest key among its records, so the same records make the same title whatever their order.
 *
 * Identifiers that fit are stored exactly; what does not fit is stored as a hash of 59 bits (at ten million hashed keys
 * the chance of any false match at all is about 1 in 20,000).
 */
export type TitleKey = string;

/** The id of a title: its smallest key. */
export type TitleId = TitleKey;

const RANK = {
  isbn: '1',
  ppn: '2',
  ocn: '3',
  issn: '4',
  ismn: '5',
  part: '6',
  description: '7',
  record: '8',
  decision: '9',
} as const;

const KINDS = ['isbn', 'ppn', 'ocn', 'issn', 'ismn'] as const;

/** A part of a multi-volume work, or an electronic manifestation, is another title than what shares its identifier. */
export interface Variant {
  readonly part?: string | undefined;
  readonly electronic?: boolean | undefined;
}

export function isbnKey(isbn: Isbn, variant: Variant = {}): TitleKey {
  return identifierKey('isbn', isbn, variant);
}

/** PPN of the union catalogue: digits, the last of which may be the check character `X`. */
export function ppnKey(ppn: string, variant: Variant = {}): TitleKey {
  return identifierKey('ppn', ppn, variant);
}

/** OCLC control number, digits only. */
export function ocnKey(ocn: string, variant: Variant = {}): TitleKey {
  return identifierKey('ocn', ocn, variant);
}

/** ISSN, with or without its hyphen. */
export function issnKey(issn: string, variant: Variant = {}): TitleKey {
  return identifierKey('issn', issn, variant);
}

/** ISMN-13, digits only. */
export function ismnKey(ismn: string, variant: Variant = {}): TitleKey {
  return identifierKey('ismn', ismn, variant);
}

/** The normalised description of a record without identifiers; the caller normalises. */
export function descriptionKey(normalised: string): TitleKey {
  return RANK.description + hashed(normalised);
}

/** A record that matches nothing but itself. */
export function recordKey(source: string, localId: string): TitleKey {
  return RANK.record + hashed(`${source}\u001f${localId}`);
}

/** What the records of a person's decision have in common; `number` counts decisions. No title is called after it. */
export function decisionKey(number: number): TitleKey {
  return RANK.decision + String(number).padStart(18, '0');
}

/** The number of the decision that the key stands for, if it does. */
export function decisionIn(key: TitleKey): number | null {
  return key.startsWith(RANK.decision) ? Number(key.slice(1)) : null;
}

/** Whether the key is an identifier (strong) rather than a description or the record itself. */
export function isIdentifierKey(key: TitleKey): boolean {
  return key < RANK.description;
}

/** An identifier as people write it. */
export interface Identifier {
  readonly kind: 'isbn' | 'ppn' | 'ocn' | 'issn' | 'ismn';
  readonly value: string;
}

/** Characters of an identifier, which its key has without leading zeros. */
const LENGTH: Readonly<Record<Identifier['kind'], number>> = { isbn: 13, ppn: 9, ocn: 1, issn: 8, ismn: 13 };

/** The identifier that a key stands for; `null` when it stands for a part, an electronic manifestation or no identifier. */
export function identifierIn(key: TitleKey): Identifier | null {
  const kind = KINDS.find((it) => key.startsWith(RANK[it]));
  if (kind === undefined) return null;
  const digits = key.slice(2).replace(/^0+/, '');
  const written = `${digits}${key[1] === '1' ? 'X' : ''}`.padStart(LENGTH[kind], '0');
  return { kind, value: kind === 'issn' ? `${written.slice(0, 4)}-${written.slice(4)}` : written };
}

/** The key of an identifier as `identifierIn` gives it. */
export function keyOf({ kind, value }: Identifier, variant: Variant = {}): TitleKey {
  return identifierKey(kind, value, variant);
}

function identifierKey(kind: Identifier['kind'], identifier: string, variant: Variant): TitleKey {
  const { part = '', electronic = false } = variant;
  const written = identifier.toUpperCase().replaceAll('-', '').replace(/^0+/, '');
  if (part !== '' || electronic) {
    return RANK.part + hashed(`${kind}\u001f${written}\u001f${part}\u001f${electronic ? 'e' : ''}`);
  }
  const checkedByX = written.endsWith('X');
  const digits = checkedByX ? written.slice(0, -1) : written;
  return RANK[kind] + (digits.length <= 17 ? (checkedByX ? '1' : '0') + digits.padStart(17, '0') : hashed(written));
}

function hashed(text: string): string {
  return eighteenDigits(sixtyFourBitsOf(text));
}
