import { isAscii, isUtf8 } from 'node:buffer';
import { decodeMarc8 } from './marc8.ts';
import type { RawRecord } from './split.ts';

const LEADER = 24;
const ENTRY = 12;
const FIELD_END = '\u001e';
const SUBFIELD = '\u001f';

/** One field of a record: its place in the record, read only when something is asked of it. */
export interface Field {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** The directory points outside the record, or at no field: the record cannot be read. */
export class BadDirectory extends Error {}

/**
 * The fields of one record, found through its directory; only the tags that are wanted are looked at. One object serves
 * all records of a file, since a million of them would only feed the garbage collector.
 */
export class MarcFields {
  #text = '';
  #bytes: Buffer = Buffer.alloc(0);
  #ascii = true;
  #utf8 = false;
  /** Characters that could not be told in the record's encoding. */
  undecodable = false;
  readonly #wanted = new Uint8Array(1000);
  readonly #fields: Field[] = [];

  constructor(tags: Iterable<number>) {
    for (const tag of tags) this.#wanted[tag] = 1;
  }

  /** Reads the directory; throws `BadDirectory` when a wanted field is not where it says. */
  open(record: RawRecord): void {
    const { text, bytes } = record;
    const end = text.length;
    this.#text = text;
    this.#bytes = bytes;
    this.#fields.length = 0;
    this.undecodable = false;
    const base = digits(text, 12, 5);
    if (!(base > LEADER && base < end)) throw new BadDirectory('the base address of the data lies outside the record');
    let at = LEADER;
    for (; at + ENTRY < base; at += ENTRY) {
      const tag = digits(text, at, 3);
      if (!(this.#wanted[tag] === 1)) continue;
      const length = digits(text, at + 3, 4);
      const from = base + digits(text, at + 7, 5);
      if (!(from + length <= end) || text[from + length - 1] !== FIELD_END) {
        throw new BadDirectory(`the directory says that field ${tagOf(tag)} is where no field ends`);
      }
      this.#fields.push({ tag, start: from, end: from + length - 1 });
    }
    if (at !== base - 1) throw new BadDirectory('the directory is not made of entries of 12 characters');
    this.#ascii = isAscii(bytes.subarray(base, end));
    this.#utf8 = text[9] === 'a';
  }

  /** A character of the leader. */
  leader(position: number): string {
    return this.#text[position] ?? ' ';
  }

  first(tag: number): Field | undefined {
    for (const field of this.#fields) if (field.tag === tag) return field;
    return undefined;
  }

  all(tag: number): Field[] {
    return this.#fields.filter((field) => field.tag === tag);
  }

  /** The whole of a control field. */
  control(tag: number): string {
    const field = this.first(tag);
    return field === undefined ? '' : this.#decode(field.start, field.end);
  }

  indicator(field: Field, which: 1 | 2): string {
    return this.#text[field.start + which - 1] ?? ' ';
  }

  /** The first subfield with this code, trimmed; empty when there is none. */
  subfield(field: Field, code: string): string {
    const found = this.#find(field, code, field.start);
    return found < 0 ? '' : this.#value(found, field.end);
  }

  subfields(field: Field, code: string): string[] {
    const values: string[] = [];
    for (let at = this.#find(field, code, field.start); at >= 0; at = this.#find(field, code, at)) {
      const value = this.#value(at, field.end);
      if (value !== '') values.push(value);
    }
    return values;
  }

  #find(field: Field, code: string, from: number): number {
    const text = this.#text;
    for (let at = text.indexOf(SUBFIELD, from); at >= 0 && at < field.end; at = text.indexOf(SUBFIELD, at + 1)) {
      if (text[at + 1] === code) return at + 2;
    }
    return -1;
  }

  #value(from: number, fieldEnd: number): string {
    const next = this.#text.indexOf(SUBFIELD, from);
    return this.#decode(from, next < 0 || next > fieldEnd ? fieldEnd : next).trim();
  }

  #decode(from: number, to: number): string {
    const raw = this.#text.slice(from, to);
    if (this.#ascii && (this.#utf8 || !raw.includes('\u001b'))) return raw;
    // Leader/09 often lies: what is valid UTF-8 beyond ASCII is UTF-8, whatever the leader says.
    const bytes = this.#bytes.subarray(from, to);
    if (isAscii(bytes) && !raw.includes('\u001b')) return raw;
    if (this.#utf8 || isUtf8(bytes)) {
      if (!isUtf8(bytes)) this.undecodable = true;
      return bytes.toString('utf8').normalize('NFC');
    }
    const { text, unknown } = decodeMarc8(raw);
    if (unknown) this.undecodable = true;
    return text;
  }
}

/** Digits at a place as a number; `NaN` when they are no digits, so that every comparison with it fails. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function tagOf(tag: number): string {
  return String(tag).padStart(3, '0');
}
