import type { Field } from '../fields.ts';
import type { MarcView } from '../view.ts';
import type { XmlField, XmlRecord } from './parse.ts';

/** The fields of a MARCXML record; a field stands for its place among them. */
export class XmlMarcFields implements MarcView {
  readonly undecodable = false;
  readonly #leader: string;
  readonly #given: readonly XmlField[];
  readonly #fields: readonly Field[];

  constructor({ leader, fields }: XmlRecord) {
    this.#leader = leader;
    this.#given = fields;
    this.#fields = fields.map(({ tag }, at) => ({ tag: /^\d{3}$/.test(tag) ? Number(tag) : 0, start: at, end: at }));
  }

  leader(position: number): string {
    return this.#leader[position] ?? ' ';
  }

  first(tag: number): Field | undefined {
    return this.#fields.find((field) => field.tag === tag);
  }

  all(tag: number): Field[] {
    return this.#fields.filter((field) => field.tag === tag);
  }

  control(tag: number): string {
    const field = this.first(tag);
    return field === undefined ? '' : (this.#given[field.start]?.text ?? '');
  }

  indicator(field: Field, which: 1 | 2): string {
    return this.#given[field.start]?.indicators[which - 1] ?? ' ';
  }

  subfield(field: Field, code: string): string {
    return this.#given[field.start]?.subfields.find(([it]) => it === code)?.[1].trim() ?? '';
  }

  subfields(field: Field, code: string): string[] {
    return (this.#given[field.start]?.subfields ?? [])
      .filter(([it]) => it === code)
      .map(([, value]) => value.trim())
      .filter(Boolean);
  }
}
