import { createHash } from 'node:crypto';
import type { Classification, LiteraryForm } from '#libs/contracts';
import { isbn } from '#libs/kernel';
import type { Identifiers, LocalRecord } from '../../model/local-record.ts';
import { countsOf } from '../counts.ts';
import { ismn, issn, ocn, ppn, yearOf } from '../identifiers.ts';
import { languageOf } from '../language.ts';
import { formIn } from '../literary-form.ts';
import { nonFilingOf } from '../non-filing.ts';
import { fieldRef, type PicaMapping } from '../mapping.ts';
import { isElectronic, materialOf } from './coded.ts';
import { type PicaField, PicaFields, valueOf, valuesOf } from './fields.ts';
import { itemsIn } from './items.ts';

export const NOTHING_TO_MATCH = {
  code: 'record.nothing-to-match',
  message: 'The record has neither a title (021A $a) nor an identifier (003@, 003O, 004A, 004F, 005A)',
  hint: 'Add a title or an identifier in the library system and deliver the record again.',
};

/** Makes sense of a record's fields. Tags are those of the Dutch union catalogue (GGC) and its German sisters. */
export function recordOf(fields: PicaFields, mapping: PicaMapping): LocalRecord {
  const unmatched: string[] = [];
  const coded = fields.value('002@', '0');
  const identifiers = identifiersOf(fields, coded, unmatched);
  const language = languageOf(fields.value('010@', 'a'));
  const classifications = classificationsOf(fields, mapping);
  const { items, owned, holders } = itemsIn(fields.fields, mapping);
  return {
    localId: numberIn(fields.fields) || contentNumber(fields.fields),
    identifiers,
    unmatched,
    ...titleOf(fields, language),
    contributor: contributorOf(fields),
    year: yearOf(fields.value('011@', 'a')),
    publisher: fields.value('033A', 'n') || null,
    edition: fields.value('032@', 'a') || null,
    material: materialOf(coded),
    electronic: isElectronic(coded),
    language,
    audience: 'unknown',
    form: formIn(formOf(fields), classifications),
    classifications,
    ...(items.length > 0 ? countsOf(items) : { copies: owned ? 1 : 0, extant: owned ? 1 : 0, onOrder: 0 }),
    items,
    holders,
    warnings: unmatched.map((wrong) => `'${wrong}' fails its check digit: kept, not matched on`),
  };
}

/** The PPN; empty when there is none. */
export function numberIn(fields: readonly PicaField[]): string {
  return new PicaFields(fields).value('003@', '0');
}

function identifiersOf(fields: PicaFields, coded: string, unmatched: string[]): Identifiers {
  const found: Identifiers = { isbn: [], ppn: [], ocn: [], issn: [], ismn: [] };
  const keep = (into: string[], written: string, value: string | null): void => {
    if (value === null) unmatched.push(written.slice(0, 100));
    else if (!into.includes(value)) into.push(value);
  };
  for (const written of fields.values('003@ $0')) keep(found.ppn, written, ppn(written));
  for (const written of fields.values('004A $0')) keep(found.isbn, written, isbn(written));
  for (const written of fields.values('004F $0')) keep(found.ismn, written, ismn(written));
  for (const field of fields.all('003O')) {
    if (valueOf(field, 'a') === 'OCoLC')
      for (const written of valuesOf(field, '0')) keep(found.ocn, written, ocn(written));
  }
  // The ISSN in a monograph's record is that of its series: every volume has it.
  if (coded[1] === 'b' || coded[1] === 'd') {
    for (const written of fields.values('005A $0')) keep(found.issn, written, issn(written));
  }
  return found;
}

/** The title, with `@` before the word by which it is filed; a part of a work in volumes is called after the work. */
function titleOf(fields: PicaFields, language: string): { title: string; nonFiling: number; part: string | null } {
  const own = fields.first('021A');
  const work = fields.first('036C');
  const heading = work === undefined || valueOf(work, 'a') === '' ? own : work;
  const { title: main, nonFiling } = filed(valueOf(heading, 'a'), language);
  const rest = valueOf(heading, 'd');
  const part = heading === own ? [] : [valueOf(work, 'l'), filed(valueOf(own, 'a'), language).title];
  return {
    title: rest === '' ? main : main === '' ? rest : `${main} : ${rest}`,
    nonFiling,
    part: part.filter(Boolean).join('. ') || null,
  };
}

function filed(written: string, language: string): { title: string; nonFiling: number } {
  const at = written.indexOf('@');
  const marks = at >= 0 && at < FURTHEST && at < written.length - 1;
  return marks
    ? { title: written.slice(0, at) + written.slice(at + 1), nonFiling: at }
    : { title: written, nonFiling: nonFilingOf(written, language) };
}

/** No article is longer; an `@` further on is one of the title itself. */
const FURTHEST = 30;

function contributorOf(fields: PicaFields): string | null {
  for (const tag of ['028A', '028B', '028C', '029A', '029F']) {
    const field = fields.first(tag);
    if (field !== undefined) return nameIn(field);
  }
  return null;
}

/** A name in its parts, or written out behind the number of its authority record. */
function nameIn(field: PicaField): string | null {
  const name = valueOf(field, 'a') || valueOf(field, 'A');
  const given = valueOf(field, 'd') || valueOf(field, 'D');
  if (name !== '') return given === '' ? name : `${name}, ${given}`;
  const expanded = /^(?:\d{8,10}[\dXx])?([^\d*;][^*;]*)/.exec(valueOf(field, '8') || valueOf(field, '9'));
  return expanded?.[1]?.trim() || null;
}

function classificationsOf(fields: PicaFields, mapping: PicaMapping): Classification[] {
  const found: Classification[] = [];
  for (const { field, scheme } of mapping.classifications) {
    const { tag, code } = fieldRef(field);
    for (const written of fields.all(tag).flatMap((it) => notationsIn(it, code))) {
      const notation = written.replaceAll('@', '');
      if (scheme === 'nur' && !/^\d{3}$/.test(notation)) continue;
      if (scheme === 'ddc' && !/^\d{3}(?:\.\d+)?$/.test(notation)) continue;
      if (!found.some((it) => it.scheme === scheme && it.notation === notation)) found.push({ scheme, notation });
    }
  }
  return found;
}

/**
 * What a record says it is by the terms of its genre (013D): "Fiktionale Darstellung" in the authority file GND. The NBC
 * does not say it: its classes of literature hold works and studies of them.
 *
 * Source: PICA+ field 013D (Art des Inhalts) in the K10plus format; GND 1071854844.
 */
function formOf(fields: PicaFields): LiteraryForm | null {
  return fields.all('013D').some(({ subfields }) => subfields.some(([, value]) => value.includes(FICTION)))
    ? 'fiction'
    : null;
}

const FICTION = 'gnd/1071854844';

/** Notations as such, or written out behind the number of their authority record. */
function notationsIn(field: PicaField, code: string): string[] {
  const written = valuesOf(field, code);
  if (written.length > 0) return written;
  const expanded = /^\d{8}[\dXx]([^$;]+)/.exec(valueOf(field, '9'))?.[1]?.trim();
  return expanded === undefined ? [] : [expanded];
}

/** A record without any number is known by what it says: the same content is the same record. */
function contentNumber(fields: readonly PicaField[]): string {
  return `#${createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 24)}`;
}
