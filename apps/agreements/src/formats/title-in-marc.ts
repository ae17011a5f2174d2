import { isbn, isbnKey, issnKey, ocnKey, ppnKey, type TitleKey } from '#libs/kernel';
import type { MarcField, MarcFields } from '#libs/marc';
import { isIssn } from '../model/named-title.ts';

/** A title as far as a MARC record tells which one it is. */
export interface TitleInMarc {
  readonly key: TitleKey;
  /** As people write it: an ISBN, or `ppn:`, `ocn:` or `issn:` with a number. */
  readonly identifier: string;
  readonly title: string | null;
}

/** The fields that are read. */
export const TITLE_TAGS = [1, 3, 20, 22, 35, 245];

/** Which title a record is about, by the strongest of its identifiers; `null` when it has none. */
export function titleIn(fields: MarcFields): TitleInMarc | null {
  const [strongest] = identifiersIn(fields).toSorted((one, other) => (one.key < other.key ? -1 : 1));
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
  const [, kind = '', number = identifier] = /^(ppn|ocn|issn):(.*)$/.exec(identifier) ?? [];
  const heading: MarcField[] = title === null ? [] : [['245', '00', [['a', title]]]];
  if (kind === 'ppn') return [['035', '  ', [['a', `(PPN)${number}`]]], ...heading];
  if (kind === 'ocn') return [['035', '  ', [['a', `(OCoLC)${number}`]]], ...heading];
  return [[kind === 'issn' ? '022' : '020', '  ', [['a', number]]], ...heading];
}

function identifiersIn(fields: MarcFields): { key: TitleKey; identifier: string }[] {
  const found: { key: TitleKey; identifier: string }[] = [];
  for (const field of fields.all(20)) {
    const number = isbn(fields.subfield(field, 'a'));
    if (number !== null) found.push({ key: isbnKey(number), identifier: number });
  }
  for (const field of fields.all(22)) {
    const number = /^\s*(\d{4})-?(\d{3}[\dX])\b/i.exec(fields.subfield(field, 'a'));
    if (number === null) continue;
    const issn = `${number[1] ?? ''}-${(number[2] ?? '').toUpperCase()}`;
    if (isIssn(issn)) found.push({ key: issnKey(issn), identifier: `issn:${issn}` });
  }
  const control = { authority: fields.control(3).trim(), number: fields.control(1).trim() };
  const numbers = fields.all(35).map((field) => fields.subfield(field, 'a'));
  for (const written of [...numbers, `(${control.authority})${control.number}`]) {
    const ppn = /^\((?:NL-LeOCL|PPN)\)\s*(\d{4,16}[\dX])$/i.exec(written)?.[1]?.toUpperCase();
    if (ppn !== undefined) found.push({ key: ppnKey(ppn), identifier: `ppn:${ppn}` });
    const ocn = /^\(OCoLC\)\s*(?:oc[mn]|on)?0*(\d{1,16})\s*$/i.exec(written)?.[1];
    if (ocn !== undefined) found.push({ key: ocnKey(ocn), identifier: `ocn:${ocn}` });
  }
  return found;
}
