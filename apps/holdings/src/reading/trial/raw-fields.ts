import { BadDirectory, MalformedXml, MarcFields, parseRecord, RawRecord } from '#libs/marc';
import { parse } from 'csv-parse/sync';
import type { Format } from '../found.ts';
import { FIELD_END, normalisedField, plainField } from '../pica/syntax.ts';
import type { PicaField } from '../pica/fields.ts';
import { decoded } from '../text.ts';

/** A field as it stands in a record, such as `245 $a` or the name of a column, and what is in it. */
export type RawField = readonly [name: string, value: string];

const SUBFIELD = '\u001f';
const TAGS = Array.from({ length: 999 }, (_, at) => at + 1);

/** Tells what stands in one record, field by field, whether or not it means something to us. */
export function rawFieldsOf(format: Format, bytes: Buffer, header: Buffer | null): RawField[] {
  if (format === 'marc21') return marcFields(bytes);
  if (format === 'marcxml' || format === 'picaxml') return xmlFields(bytes);
  if (format === 'pica') return picaFields(bytes.toString('latin1'));
  return header === null ? [] : listFields(bytes, header);
}

function marcFields(bytes: Buffer): RawField[] {
  const fields = new MarcFields(TAGS);
  const record = RawRecord.of(bytes);
  const { text } = record;
  try {
    fields.open(record);
  } catch (error) {
    if (error instanceof BadDirectory) return [];
    throw error;
  }
  const tags = new Set(
    Array.from(text.slice(24, Number(text.slice(12, 17))).matchAll(/(\d{3})\d{9}/g), ([, tag]) => tag),
  );
  return [...tags].flatMap((written = '') => {
    const tag = Number(written);
    if (tag < 10) return [[written, fields.control(tag)] as const];
    return fields.all(tag).flatMap((field) => {
      const parts = text.slice(field.start, field.end).split(SUBFIELD).slice(1);
      const codes = new Set(parts.map((part) => part.slice(0, 1)));
      return [...codes].flatMap((code) =>
        fields.subfields(field, code).map((value) => [`${written} $${code}`, value] as const),
      );
    });
  });
}

function xmlFields(bytes: Buffer): RawField[] {
  try {
    return parseRecord(bytes).fields.flatMap(({ tag, text, subfields }) =>
      subfields.length === 0 ? [[tag, text] as const] : named(tag, subfields),
    );
  } catch (error) {
    if (error instanceof MalformedXml) return [];
    throw error;
  }
}

function picaFields(text: string): RawField[] {
  const normalised = text.includes(FIELD_END);
  const fields: (PicaField | null)[] = normalised
    ? text.split(FIELD_END).map(normalisedField)
    : text.split(/\r?\n/).map(plainField);
  return fields.flatMap((field) => (field === null ? [] : named(field.tag, field.subfields)));
}

function named(tag: string, subfields: readonly (readonly [code: string, value: string])[]): RawField[] {
  return subfields.map(([code, value]) => [`${tag} $${code}`, value] as const);
}

function listFields(bytes: Buffer, header: Buffer): RawField[] {
  const delimiter = [',', ';', '\t', '|'].reduce((best, sign) =>
    times(header, sign) > times(header, best) ? sign : best,
  );
  const options = { bom: true, delimiter, encoding: 'latin1', relax_column_count: true, relax_quotes: true } as const;
  const [names = [], values = []] = parse(Buffer.concat([header, bytes]), { ...options, skip_empty_lines: true });
  return values.map((value, at) => [decoded(names[at] ?? '').trim() || `column ${at + 1}`, decoded(value)] as const);
}

function times(header: Buffer, sign: string): number {
  return header
    .toString('latin1')
    .replaceAll(/"[^"]*"/g, '')
    .split(sign).length;
}
