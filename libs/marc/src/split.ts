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

/** Bytes of a file with what they are as text, a character a byte. */
export interface Stretch {
  readonly bytes: Buffer;
  readonly text: string;
}

/** One record, terminator included: a place in a stretch, since bytes and text of its own would cost more than to read it. */
export class RawRecord {
  constructor(
    readonly stretch: Stretch,
    readonly start: number,
    readonly end: number,
    /** Bytes from the start of the file. */
    readonly offset: number,
    readonly damage?: Damage | undefined,
  ) {}

  /** The record that these bytes are. */
  static of(bytes: Buffer): RawRecord {
    return new RawRecord(stretchOf(bytes), 0, bytes.length, 0);
  }

  get length(): number {
    return this.end - this.start;
  }

  get bytes(): Buffer {
    return this.stretch.bytes.subarray(this.start, this.end);
  }

  get text(): string {
    return this.stretch.text.slice(this.start, this.end);
  }
}

/** Bytes made text at a time: many records, and few enough that the text is no large object of the heap. */
const STRETCH = 1 << 16;

/**
 * Cuts a stream into ISO 2709 records. A record ends at its terminator; where one was cut off the whole one
 * behind it is found again, so that one bad record costs one.
 */
export class MarcSplitter {
  /** The beginning of a record whose end is not in sight. */
  #rest: Buffer = Buffer.alloc(0);
  #window: Buffer = this.#rest;
  #offset = 0;
  #stretch: Stretch = stretchOf(this.#rest);
  /** Where in the window the stretch begins. */
  #from = 0;
  /** Set while passing over a record that never ends, so that it is not kept in memory. */
  #skipping = false;

  push(bytes: Uint8Array): RawRecord[] {
    const found: RawRecord[] = [];
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.#rest.length === 0) {
      this.#take(piece, found);
      return found;
    }
    // Only the record that is open is joined: the piece is many times as long.
    const close = piece.indexOf(RECORD_END) + 1;
    this.#take(Buffer.concat([this.#rest, close === 0 ? piece : piece.subarray(0, close)]), found);
    if (close > 0) this.#take(piece.subarray(close), found);
    return found;
  }

  end(): RawRecord[] {
    const found: RawRecord[] = [];
    this.#take(this.#rest, found, true);
    return found;
  }

  #take(bytes: Buffer, found: RawRecord[], last = false): void {
    this.#window = bytes;
    this.#from = 0;
    this.#stretch = NOTHING;
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
        found.push(this.#record(at, end, endless(tooLong)));
        at = end;
        this.#skipping = tooLong;
        continue;
      }
      const end = close + 1;
      const announced = announcedLength(bytes, at);
      if (announced === end - at && endsDirectory(bytes, at)) {
        found.push(this.#record(at, end));
        at = end;
        continue;
      }
      const whole = wholeRecordBefore(bytes, at, end);
      if (whole > at) {
        found.push(this.#record(at, whole, cutOff(announced, whole - at)));
        at = whole;
        continue;
      }
      found.push(this.#record(at, end, wrongLength(bytes, at, end, announced)));
      at = end;
    }
    this.#offset += at;
    // A copy, so that the piece it came from can go.
    this.#rest = Buffer.from(bytes.subarray(at));
  }

  #record(start: number, end: number, damage?: Damage): RawRecord {
    if (end - this.#from > this.#stretch.bytes.length) {
      this.#from = start;
      this.#stretch = stretchOf(this.#window.subarray(start, Math.max(end, start + STRETCH)));
    }
    const from = this.#from;
    return new RawRecord(this.#stretch, start - from, end - from, this.#offset + start, damage);
  }
}

function stretchOf(bytes: Buffer): Stretch {
  return { bytes, text: bytes.toString('latin1') };
}

const NOTHING = stretchOf(Buffer.alloc(0));

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
