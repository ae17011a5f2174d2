import { fieldRef, type FieldRef } from '../mapping.ts';

/** One field of a PICA+ record. */
export interface PicaField {
  /** Three digits, of which the first is the level (0 title, 1 library, 2 copy), and a letter or `@`. */
  readonly tag: string;
  /** Two or three digits; empty when there is none. */
  readonly occurrence: string;
  readonly subfields: readonly (readonly [code: string, value: string])[];
}

const TAG = /^[012]\d\d[A-Z@](?:\/\d{2,3})?$/;

/** Reads `209A/01`; gives `null` for what is no tag. */
export function tagIn(written: string): { tag: string; occurrence: string } | null {
  return TAG.test(written) ? { tag: written.slice(0, 4), occurrence: written.slice(5) } : null;
}

/** The fields of one record, as they follow each other. */
export class PicaFields {
  constructor(readonly fields: readonly PicaField[]) {}

  all(tag: string): PicaField[] {
    return this.fields.filter((field) => field.tag === tag);
  }

  first(tag: string): PicaField | undefined {
    return this.fields.find((field) => field.tag === tag);
  }

  /** The first subfield with this code of the first field with this tag that has one; empty when there is none. */
  value(tag: string, code: string): string {
    for (const field of this.all(tag)) {
      const value = valueOf(field, code);
      if (value !== '') return value;
    }
    return '';
  }

  /** Every value of a subfield, whatever the occurrence. */
  values(ref: FieldRef): string[] {
    const { tag, code } = fieldRef(ref);
    return this.all(tag).flatMap((field) => valuesOf(field, code));
  }
}

export function valueOf(field: PicaField | undefined, code: string): string {
  return field?.subfields.find(([it, value]) => it === code && value.trim() !== '')?.[1].trim() ?? '';
}

export function valuesOf(field: PicaField, code: string): string[] {
  return field.subfields
    .filter(([it]) => it === code)
    .map(([, value]) => value.trim())
    .filter(Boolean);
}
