import { isUtf8 } from 'node:buffer';
import { decodeMarc8 } from './marc8.ts';
import type { RawRecord } from './split.ts';

const LEADER = 24;
const ENTRY = 12;
const FIELD_END = 0x1e;
const SUBFIELD = 0x1f;

/** One field of a record: its place, read only when something is asked of it. */
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
  #bytes: Buffer = Buffer.alloc(0);
  /** The same, a character a byte. */
  #text = '';
  #start = 0;
  #end = 0;
  #utf8 = false;
  /** Characters that could not be told in the record's encoding. */
  undecodable = false;
  readonly #wanted = new Uint8Array(1000);
  /** Of this record come first, in the order of its directory; those behind them are of one before. */
  readonly #fields: Field[] = [];
  #count = 0;
  /** By tag, which field is the first, from 1; 0 for none. */
  readonly #first = new Uint16Array(1000);

  constructor(tags: Iterable<number>) {
    for (const tag of tags) this.#wanted[tag] = 1;
  }

  /** Reads the directory; throws `BadDirectory` when a wanted field is not where it says. */
  open({ stretch, start, end }: RawRecord): void {
    const { bytes } = stretch;
    const [wanted, fields, first] = [this.#wanted, this.#fields, this.#first];
    this.#bytes = bytes;
    this.#text = stretch.text;
    this.#start = start;
    this.#end = end;
    this.#utf8 = bytes[start + 9] === 0x61;
    this.undecodable = false;
    for (let i = 0; i < this.#count; i++) first[fields[i]!.tag] = 0;
    this.#count = 0;
    const base = start + digits(bytes, start + 12, 5);
    if (!(base > start + LEADER && base < end)) {
      throw new BadDirectory('the base address of the data lies outside the record');
    }
    let at = start + LEADER;
    for (; at + ENTRY < base; at += ENTRY) {
      const tag = digits(bytes, at, 3);
      if (wanted[tag] !== 1) continue;
      const length = digits(bytes, at + 3, 4);
      const from = base + digits(bytes, at + 7, 5);
      if (!(from + length <= end) || bytes[from + length - 1] !== FIELD_END) {
        throw new BadDirectory(`the directory says that field ${tagOf(tag)} is where no field ends`);
      }
      fields[this.#count++] = { tag, start: from, end: from + length - 1 };
      if (first[tag] === 0) first[tag] = this.#count;
    }
    if (at !== base - 1) throw new BadDirectory('the directory is not made of entries of 12 characters');
  }

  /** A character of the leader. */
  leader(position: number): string {
    return this.#text[this.#start + position] ?? ' ';
  }

  first(tag: number): Field | undefined {
    const number = this.#first[tag] ?? 0;
    return number === 0 ? undefined : this.#fields[number - 1];
  }

  all(tag: number): readonly Field[] {
    const first = this.#first[tag] ?? 0;
    if (first === 0) return NO_FIELDS;
    const found: Field[] = [];
    for (let i = first - 1; i < this.#count; i++) {
      const field = this.#fields[i]!;
      if (field.tag === tag) found.push(field);
    }
    return found;
  }

  /** The whole of a control field. */
  control(tag: number): string {
    const field = this.first(tag);
    return field === undefined ? '' : this.#decode(field.start, field.end);
  }

  indicator(field: Field, which: 1 | 2): string {
    const at = field.start + which - 1;
    return at < this.#end ? this.#text[at]! : ' ';
  }

  /** The first subfield with this code, trimmed; empty when there is none. */
  subfield(field: Field, code: string): string {
    const found = this.#find(field, code, field.start);
    return found < 0 ? '' : this.#value(found, field.end);
  }

  subfields(field: Field, code: string): readonly string[] {
    let at = this.#find(field, code, field.start);
    if (at < 0) return NO_VALUES;
    const values: string[] = [];
    for (; at >= 0; at = this.#find(field, code, at)) {
      const value = this.#value(at, field.end);
      if (value !== '') values.push(value);
    }
    return values;
  }

  #find({ end }: Field, code: string, from: number): number {
    const bytes = this.#bytes;
    const wanted = code.charCodeAt(0);
    for (let at = from; at < end; at++) if (bytes[at] === SUBFIELD && bytes[at + 1] === wanted) return at + 2;
    return -1;
  }

  #value(from: number, fieldEnd: number): string {
    const bytes = this.#bytes;
    let to = from;
    while (to < fieldEnd && bytes[to] !== SUBFIELD) to++;
    return this.#decode(from, to).trim();
  }

  #decode(from: number, to: number): string {
    const bytes = this.#bytes;
    let all = 0;
    for (let at = from; at < to; at++) all |= bytes[at]!;
    const raw = this.#text.slice(from, to);
    return all < 0x80 ? raw : this.#beyondAscii(raw, from, to);
  }

  #beyondAscii(raw: string, from: number, to: number): string {
    const text = this.#bytes.toString('utf8', from, to);
    const valid = !text.includes(REPLACED) || isUtf8(this.#bytes.subarray(from, to));
    // Leader/09 often lies: what is valid UTF-8 beyond ASCII is UTF-8, whatever the leader says.
    if (valid || this.#utf8) {
      if (!valid) this.undecodable = true;
      return text.normalize('NFC');
    }
    const told = decodeMarc8(raw);
    if (told.unknown) this.undecodable = true;
    return told.text;
  }
}

/** What stands for bytes that are no UTF-8, unless it is written itself. */
const REPLACED = '\ufffd';
const NO_FIELDS: readonly Field[] = [];
const NO_VALUES: readonly string[] = [];

/** Digits at a place as a number; `NaN` when they are no digits, so that every comparison with it fails. */
function digits(bytes: Buffer, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i]! - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function tagOf(tag: number): string {
  return String(tag).padStart(3, '0');
}
