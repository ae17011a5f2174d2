const RECORD_END = 0x1d;
const FIELD_END = 0x1e;
const LEADER = 24;
/** ISO 2709 cannot announce more than 99,999 bytes; what systems write nevertheless is read up to here. */
export const RECORD_LIMIT = 1_000_000;

/** What is wrong with a record that cannot be read, and what to do about it. */
export interface Damage {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** The bytes of one record, terminator included; `text` is the same, a character a byte. */
export interface RawRecord {
  readonly bytes: Buffer;
  readonly text: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly damage?: Damage | undefined;
}

/**
 * Cuts a stream into ISO 2709 records. A record ends at its terminator; where one was cut off the whole one
 * behind it is found again, so that one bad record costs one.
 */
export class MarcSplitter {
  #window: Buffer = Buffer.alloc(0);
  #offset = 0;
  /** Set while passing over a record that never ends, so that it is not kept in memory. */
  #skipping = false;

  *push(bytes: Uint8Array): Generator<RawRecord> {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#window = this.#window.length === 0 ? piece : Buffer.concat([this.#window, piece]);
    yield* this.#take(false);
  }

  *end(): Generator<RawRecord> {
    yield* this.#take(true);
  }

  *#take(last: boolean): Generator<RawRecord> {
    const bytes = this.#window;
    let at = 0;
    while (at < bytes.length) {
      if (this.#skipping) {
        const close = bytes.indexOf(RECORD_END, at);
        at = close < 0 ? bytes.length : close + 1;
        this.#skipping = close < 0;
        continue;
      }
      if (isFiller(bytes[at] ?? 0)) {
        at++;
        continue;
      }
      // Only terminators decide, never how much of the stream is in sight: the pieces may begin anywhere.
      const close = bytes.indexOf(RECORD_END, at);
      if (close < 0 || close - at >= RECORD_LIMIT) {
        const tooLong = bytes.length - at >= RECORD_LIMIT;
        if (!tooLong && !last) break;
        const end = Math.min(bytes.length, at + RECORD_LIMIT);
        yield this.#record(at, end, endless(tooLong));
        at = end;
        this.#skipping = tooLong;
        continue;
      }
      const end = close + 1;
      const announced = announcedLength(bytes, at);
      if (announced === end - at && endsDirectory(bytes, at)) {
        yield this.#record(at, end);
        at = end;
        continue;
      }
      const whole = wholeRecordBefore(bytes, at, end);
      if (whole > at) {
        yield this.#record(at, whole, cutOff(announced, whole - at));
        at = whole;
        continue;
      }
      yield this.#record(at, end, wrongLength(bytes, at, end, announced));
      at = end;
    }
    this.#offset += at;
    // A copy, so that the piece it came from can go.
    this.#window = Buffer.from(bytes.subarray(at));
  }

  /** A string of its own for each record: one of the whole window would live in the heap's large objects. */
  #record(start: number, end: number, damage?: Damage): RawRecord {
    const text = this.#window.toString('latin1', start, end);
    return { bytes: this.#window.subarray(start, end), text, offset: this.#offset + start, damage };
  }
}

function isFiller(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x1a || byte === 0x00;
}

function announcedLength(bytes: Buffer, at: number): number {
  let length = 0;
  for (let i = at; i < at + 5; i++) {
    const digit = (bytes[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    length = length * 10 + digit;
  }
  return length;
}

/** Whether the byte before the base address of the data ends the directory, as it does in every sound record. */
function endsDirectory(bytes: Buffer, at: number): boolean {
  const base = announcedLength(bytes, at + 12);
  return base > LEADER && bytes[at + base - 1] === FIELD_END;
}

/** Where a record begins that ends exactly at `end` and is sound, behind the damage that begins at `at`; else -1. */
function wholeRecordBefore(bytes: Buffer, at: number, end: number): number {
  const from = Math.max(at + 1, end - 99_999);
  for (let entryMap = bytes.indexOf('4500', from + 20); entryMap > 0 && entryMap < end;) {
    const start = entryMap - 20;
    if (announcedLength(bytes, start) === end - start && endsDirectory(bytes, start)) return start;
    entryMap = bytes.indexOf('4500', entryMap + 1);
  }
  return -1;
}

function endless(tooLong: boolean): Damage {
  return tooLong
    ? {
        code: 'marc.too-long',
        message: `No record terminator (hex 1D) within ${RECORD_LIMIT.toLocaleString('en')} bytes`,
        hint: 'Export the record without its oversized fields, or the file again: it may not be MARC from here on.',
      }
    : {
        code: 'marc.truncated',
        message: 'The file ends in the middle of this record',
        hint: 'The transfer or the export was broken off. Deliver the file again; the records before this one were read.',
      };
}

function cutOff(announced: number, found: number): Damage {
  return {
    code: 'marc.truncated',
    message: `The record breaks off after ${found} bytes; it announces ${announced < 0 ? 'no readable length' : announced}`,
    hint: 'Export this record again; the records around it were read.',
  };
}

/** A wrong length alone does no harm when the directory still points at its fields: such a record is read. */
function wrongLength(bytes: Buffer, at: number, end: number, announced: number): Damage | undefined {
  if (end - at >= LEADER + 2 && endsDirectory(bytes, at) && bytes[end - 2] === FIELD_END) return undefined;
  return {
    code: 'marc.header',
    message:
      announced < 0
        ? `No MARC record here: the first five characters should be its length and are '${printable(bytes.toString('latin1', at, Math.min(at + 5, end)))}'`
        : announced === end - at
          ? 'The base address of the data (characters 13 to 17) does not lie behind the directory'
          : `The record is ${end - at} bytes long and announces ${announced}, and its directory does not fit either`,
    hint: 'Export this record again as MARC 21 (ISO 2709); the records around it were read.',
  };
}

export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it replaces
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '\u00b7');
}
