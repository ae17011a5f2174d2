import { createHash } from 'node:crypto';
import type { Classification, Scheme } from '#libs/contracts';
import { isbn } from '#libs/kernel';
import type { Field, MarcView } from '#libs/marc';
import { ismn, issn, ocn, ppn, yearOf } from '../identifiers.ts';
import type { Identifiers, LocalRecord } from '../../model/local-record.ts';
import { countsOf } from '../counts.ts';
import { formIn } from '../literary-form.ts';
import { fieldRef, type SourceMapping } from '../mapping.ts';
import { audienceOf, formOf, isElectronic, materialOf } from './coded.ts';
import { copiesIn } from './copies.ts';

/** Fields with a class (084, in 072 the NUR) or a term (650, such as Brinkman) of the scheme that $2 names. */
const CODED = [84, 72, 650];

/** The fields that a record is read from, besides those that hold its copies. */
const TAGS = [1, 3, 7, 8, 20, 22, 24, 35, 41, 72, 80, 82, 84, 100, 110, 245, 250, 260, 264, 650, 700];

export function tagsOf({ copies, localId }: SourceMapping): number[] {
  return [...TAGS, ...copies.map((it) => it.tag), ...(localId === null ? [] : [Number(fieldRef(localId).tag)])];
}

export const NOTHING_TO_MATCH = {
  code: 'record.nothing-to-match',
  message: 'The record has neither a title (245 $a) nor an identifier (020, 022, 024, 035)',
  hint: 'Add a title or an identifier in the library system and deliver the record again.',
};

const NO_COPY = { copies: 0, extant: 0, onOrder: 0 };
const ONE_COPY = { copies: 1, extant: 1, onOrder: 0 };

/** Makes sense of a record's fields. */
export function recordOf(fields: MarcView, bytes: Buffer, mapping: SourceMapping): LocalRecord {
  const warnings: string[] = [];
  const unmatched: string[] = [];
  const coded = fields.control(8);
  const controlNumber = fields.control(1).trim();
  const identifiers = identifiersOf(fields, controlNumber, unmatched);
  const { title, nonFiling, part } = titleOf(fields, fields.first(245));
  const { publisher, year } = imprintOf(fields, coded);
  const material = materialOf(fields, coded);
  const deleted = fields.leader(5) === 'd';
  const classifications = classificationsOf(fields, mapping);
  const items = deleted ? null : copiesIn(fields, mapping);
  const { copies, extant, onOrder } = deleted ? NO_COPY : items === null ? ONE_COPY : countsOf(items);
  // Written out, since spread properties would cost more than to read the record.
  const record = {
    localId: mappedNumber(fields, mapping) || controlNumber || localNumber(fields) || contentNumber(bytes),
    identifiers,
    unmatched,
    title,
    nonFiling,
    contributor: contributorOf(fields),
    year,
    publisher,
    edition: orNull(fields, fields.first(250), 'a'),
    part,
    material,
    electronic: isElectronic(fields, coded, material),
    language: languageOf(fields, coded),
    audience: audienceOf(fields, coded),
    form: formIn(formOf(fields, coded), classifications),
    classifications,
    copies,
    extant,
    onOrder,
    items: items ?? undefined,
    warnings,
  };
  for (const wrong of unmatched) warnings.push(`'${wrong}' fails its check digit: kept, not matched on`);
  if (fields.undecodable)
    warnings.push('characters that are not in the encoding that leader/09 announces were replaced');
  return record;
}

function identifiersOf(fields: MarcView, controlNumber: string, unmatched: string[]): Identifiers {
  const found: Identifiers = { isbn: [], ppn: [], ocn: [], issn: [], ismn: [] };
  for (const field of fields.all(20)) {
    const written = fields.subfield(field, 'a');
    if (written !== '') keep(found.isbn, isbn(written), written, unmatched);
  }
  const serial = 'bis'.includes(fields.leader(7));
  for (const field of fields.all(22)) {
    const written = fields.subfield(field, 'a');
    // The ISSN in a monograph's record is that of its series: every volume has it.
    if (written !== '' && serial) keep(found.issn, issn(written), written, unmatched);
  }
  for (const field of fields.all(24)) {
    if (fields.indicator(field, 1) !== '2') continue;
    const written = fields.subfield(field, 'a');
    keep(found.ismn, ismn(written), written, unmatched);
  }
  for (const field of fields.all(35)) {
    const written = fields.subfield(field, 'a');
    if (/^\(OCoLC\)/i.test(written)) keep(found.ocn, ocn(written), written, unmatched);
    else if (/^\((?:NL-LeOCL|PPN)\)/i.test(written)) keep(found.ppn, ppn(written), written, unmatched);
  }
  const authority = fields.control(3).trim();
  if (authority === 'OCoLC') keep(found.ocn, ocn(controlNumber), controlNumber, unmatched);
  else if (authority === 'NL-LeOCL') keep(found.ppn, ppn(controlNumber), controlNumber, unmatched);
  return found;
}

function keep(into: string[], value: string | null, written: string, unmatched: string[]): void {
  if (value === null) unmatched.push(written.slice(0, 100));
  else if (!into.includes(value)) into.push(value);
}

/** Subfields of 245 with the number and the name of a part. */
const PART = ['n', 'p'];

function titleOf(
  fields: MarcView,
  heading: Field | undefined,
): { title: string; nonFiling: number; part: string | null } {
  if (heading === undefined) return { title: '', nonFiling: 0, part: null };
  const main = tidy(fields.subfield(heading, 'a'));
  const rest = tidy(fields.subfield(heading, 'b'));
  let part = '';
  for (const code of PART) {
    for (const value of fields.subfields(heading, code)) {
      const told = tidy(value);
      if (told !== '') part += part === '' ? told : `. ${told}`;
    }
  }
  const nonFiling = Number.parseInt(fields.indicator(heading, 2), 10);
  return {
    title: rest === '' ? main : main === '' ? rest : `${main} : ${rest}`,
    nonFiling: nonFiling > 0 && nonFiling < main.length ? nonFiling : 0,
    part: part || null,
  };
}

/** Takes off the punctuation (ISBD) that only separates one field from the next. */
function tidy(text: string): string {
  return withoutEnd(text, SEPARATES).trim();
}

const SEPARATES = /[\s/:;,=]/;
const ENDS_NAME = /[\s,:;/]/;

/** Looks at its last characters only: a search for an end from the beginning takes many times as long. */
function withoutEnd(text: string, separates: RegExp): string {
  let end = text.length;
  while (end > 0 && separates.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

function contributorOf(fields: MarcView): string | null {
  const field = fields.first(100) ?? fields.first(110) ?? fields.first(700);
  const name = field === undefined ? '' : withoutEnd(fields.subfield(field, 'a'), ENDS_NAME);
  return name === '' ? null : name;
}

function imprintOf(fields: MarcView, coded: string): { publisher: string | null; year: number | null } {
  const imprint =
    fields.first(260) ?? fields.all(264).find((it) => fields.indicator(it, 2) === '1') ?? fields.first(264);
  const year = yearOf(coded.slice(7, 11)) ?? (imprint === undefined ? null : yearOf(fields.subfield(imprint, 'c')));
  const publisher = imprint === undefined ? '' : tidy(fields.subfield(imprint, 'b'));
  return { publisher: publisher === '' ? null : publisher, year };
}

function languageOf(fields: MarcView, coded: string): string {
  const fixed = coded.slice(35, 38).toLowerCase();
  if (/^[a-z]{3}$/.test(fixed)) return fixed;
  const field = fields.first(41);
  const written = field === undefined ? '' : fields.subfield(field, 'a').slice(0, 3).toLowerCase();
  return /^[a-z]{3}$/.test(written) ? written : 'und';
}

function classificationsOf(fields: MarcView, { schemes }: SourceMapping): Classification[] {
  const found: Classification[] = [];
  const add = (scheme: Scheme, notation: string): void => {
    if (notation === '' || found.some((it) => it.scheme === scheme && it.notation === notation)) return;
    found.push({ scheme, notation });
  };
  for (const tag of CODED) {
    for (const field of fields.all(tag)) {
      const scheme = schemes[fields.subfield(field, '2').toLowerCase()];
      if (scheme !== undefined) for (const notation of fields.subfields(field, 'a')) add(scheme, tidy(notation));
    }
  }
  for (const field of fields.all(82)) {
    for (const written of fields.subfields(field, 'a')) {
      const notation = written.replaceAll(/[/'\u2019]/g, '');
      if (/^\d{3}(?:\.\d+)?$/.test(notation)) add('ddc', notation);
    }
  }
  for (const field of fields.all(80)) for (const notation of fields.subfields(field, 'a')) add('udc', notation);
  return found;
}

/** The number that the source says is its own, such as one in a field of the library system (9XX). */
function mappedNumber(fields: MarcView, { localId }: SourceMapping): string {
  if (localId === null) return '';
  const { tag, code } = fieldRef(localId);
  if (code === '') return fields.control(Number(tag)).trim();
  for (const field of fields.all(Number(tag))) {
    const value = fields.subfield(field, code);
    if (value !== '') return value;
  }
  return '';
}

function localNumber(fields: MarcView): string {
  for (const field of fields.all(35)) {
    const written = fields.subfield(field, 'a');
    if (written !== '' && !/^\((?:OCoLC|NL-LeOCL|PPN)\)/i.test(written)) return written;
  }
  return '';
}

/** A record without any number is known by what it says: the same content is the same record. */
function contentNumber(bytes: Buffer): string {
  return `#${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}`;
}

function orNull(fields: MarcView, field: Field | undefined, code: string): string | null {
  const value = field === undefined ? '' : tidy(fields.subfield(field, code));
  return value === '' ? null : value;
}
