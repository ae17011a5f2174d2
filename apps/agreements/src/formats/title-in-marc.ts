import {
  isbn,
  normalise,
  type TitleKey,
  type Variant,
  isIssn,
  keyOfIdentifier,
  variantIn,
  withVariant,
} from '#libs/kernel';
import type { MarcField, MarcView } from '#libs/marc';

/** A title as far as a MARC record tells which one it is. */
export interface TitleInMarc {
  readonly key: TitleKey;
  /** As people write it: an ISBN, or `ppn:`, `ocn:` or `issn:` with a number; its part and carrier behind that. */
  readonly identifier: string;
  readonly title: string | null;
}

/** The fields that are read. */
export const TITLE_TAGS = [1, 3, 7, 8, 20, 22, 35, 245];

/** Which title a record is about, by the strongest of its identifiers; `null` when it has none. */
export function titleIn(fields: MarcView): TitleInMarc | null {
  const variant = variantOf(fields);
  const [strongest] = identifiersIn(fields)
    .map((number) => withVariant(number, variant))
    .map((identifier) => ({ key: keyOfIdentifier(identifier), identifier }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  if (strongest === undefined) return null;
  const heading = fields.first(245);
  const words = heading === undefined ? [] : [fields.subfield(heading, 'a'), fields.subfield(heading, 'b')];
  const title = words
    .map((word) => word.replace(/[\s/:;,=]+$/, ''))
    .filter(Boolean)
    .join(' : ');
  return { ...strongest, title: title === '' ? null : title };
}

/** The same as fields of a record. */
export function fieldsOfTitle({ identifier, title }: Omit<TitleInMarc, 'key'>): MarcField[] {
  const { number: written, variant } = variantIn(identifier);
  const [, kind = '', number = written] = /^(ppn|ocn|issn):(.*)$/.exec(written) ?? [];
  const carrier: MarcField[] = variant.electronic === true ? [['007', 'cr']] : [];
  const part: (readonly [string, string])[] = variant.part ? [['n', variant.part]] : [];
  const words: (readonly [string, string])[] = title === null ? [] : [['a', title]];
  const heading: MarcField[] = words.length + part.length === 0 ? [] : [['245', '00', [...words, ...part]]];
  return [...carrier, numberField(kind, number), ...heading];
}

/** Leader/06 and 07 of a record about the title: an ISSN is that of a serial. */
export function typeOfTitle({ identifier }: Omit<TitleInMarc, 'key'>): 'am' | 'as' {
  return identifier.startsWith('issn:') ? 'as' : 'am';
}

function numberField(kind: string, number: string): MarcField {
  if (kind === 'ppn') return ['035', '  ', [['a', `(PPN)${number}`]]];
  if (kind === 'ocn') return ['035', '  ', [['a', `(OCoLC)${number}`]]];
  return [kind === 'issn' ? '022' : '020', '  ', [['a', number]]];
}

/** A part (245 `$n` and `$p`) and an electronic edition (007, 008) are titles of their own, as holdings has them. */
function variantOf(fields: MarcView): Variant {
  const heading = fields.first(245);
  const part = heading === undefined ? [] : [...fields.subfields(heading, 'n'), ...fields.subfields(heading, 'p')];
  // 008/23 of what is read, 008/29 of maps, video and images.
  const form = fields.control(8)['efgk'.includes(fields.leader(6)) ? 29 : 23] ?? ' ';
  return { part: normalise(part.join('. ')), electronic: 'oqs'.includes(form) || fields.control(7).startsWith('cr') };
}

function identifiersIn(fields: MarcView): string[] {
  const found: string[] = [];
  for (const field of fields.all(20)) {
    const number = isbn(fields.subfield(field, 'a'));
    if (number !== null) found.push(number);
  }
  // The ISSN in a monograph's record is that of its series: every volume has it.
  for (const field of 'bis'.includes(fields.leader(7)) ? fields.all(22) : []) {
    const number = /^\s*(\d{4})-?(\d{3}[\dX])\b/i.exec(fields.subfield(field, 'a'));
    if (number === null) continue;
    const issn = `${number[1] ?? ''}-${(number[2] ?? '').toUpperCase()}`;
    if (isIssn(issn)) found.push(`issn:${issn}`);
  }
  const control = { authority: fields.control(3).trim(), number: fields.control(1).trim() };
  const numbers = fields.all(35).map((field) => fields.subfield(field, 'a'));
  for (const written of [...numbers, `(${control.authority})${control.number}`]) {
    const ppn = /^\((?:NL-LeOCL|PPN)\)\s*(\d{4,16}[\dX])$/i.exec(written)?.[1]?.toUpperCase();
    if (ppn !== undefined) found.push(`ppn:${ppn}`);
    const ocn = /^\(OCoLC\)\s*(?:oc[mn]|on)?0*(\d{1,16})\s*$/i.exec(written)?.[1];
    if (ocn !== undefined) found.push(`ocn:${ocn}`);
  }
  return found;
}
