/** A `record` element, or what is left of one. */
export interface RawXmlRecord {
  readonly bytes: Buffer;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** The line in which it begins, from 1. */
  readonly line: number;
  readonly damage?: XmlDamage | undefined;
}

export interface XmlDamage {
  readonly code: 'xml.malformed' | 'xml.too-long' | 'xml.truncated';
  readonly message: string;
  readonly hint: string;
}

/** A record in XML takes some three times the room of the same in ISO 2709; what is longer has no end. */
const RECORD_LIMIT = 4_000_000;

const RECORD_TAG = /<(\/?)(?:[\w.-]+:)?record(?=[\s/>])[^<>]*>/g;
const ROOT = /<((?:[\w.-]+:)?[\w.-]+)(?=[\s/>])/;
const FIELD = /<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>]/;
/** A tag that a piece cuts in two is looked at again with the next one, up to this length. */
const TAG_LIMIT = 4096;

/**
 * Cuts an XML stream into its `record` elements, whatever they are wrapped in (a collection, SRU, OAI-PMH) and whatever
 * prefix they have, so that one that is not well-formed costs itself only. Within a record, a parser has the word.
 */
export class XmlSplitter {
  #window = Buffer.alloc(0);
  #offset = 0;
  #line = 1;
  /** Where in the window the record that is open begins; -1 outside of one. */
  #start = -1;
  /** How far the window was looked through. */
  #seen = 0;
  #root: string | undefined;
  #rootClosed = false;
  /** The record that is open was reported already, as having no end. */
  #passing = false;

  *push(bytes: Uint8Array): Generator<RawXmlRecord> {
    this.#window = Buffer.concat([this.#window, bytes]);
    yield* this.#take();
    this.#forget();
  }

  *end(): Generator<RawXmlRecord> {
    const at = this.#start;
    const text = this.#window.toString('latin1', Math.max(0, at));
    if (at >= 0 && !this.#passing && FIELD.test(text)) yield this.#record(at, this.#window.length, TRUNCATED);
    else if (this.#root !== undefined && !this.#rootClosed && !isRecord(this.#root)) {
      yield this.#record(this.#window.length, this.#window.length, endless(this.#root));
    }
  }

  *#take(): Generator<RawXmlRecord> {
    const text = this.#window.toString('latin1');
    this.#root ??= ROOT.exec(text.replace(/<\?[\s\S]*?(?:\?>|$)|<!--[\s\S]*?(?:-->|$)/g, ''))?.[1];
    RECORD_TAG.lastIndex = this.#seen;
    for (let tag = RECORD_TAG.exec(text); tag !== null; tag = RECORD_TAG.exec(text)) {
      const behind = tag.index + tag[0].length;
      if (tag[1] === '/') yield* this.#close(text, behind);
      else yield* this.#open(text, tag.index);
      this.#seen = behind;
    }
    const tail = text.slice(Math.max(this.#start, this.#seen, 0));
    if (this.#root !== undefined && tail.includes(`</${this.#root}`)) this.#rootClosed = true;
    this.#seen = Math.max(this.#seen, text.length - TAG_LIMIT);
    if (this.#start >= 0 && text.length - this.#start > RECORD_LIMIT && !this.#passing) {
      this.#passing = true;
      yield this.#record(this.#start, this.#start + RECORD_LIMIT, TOO_LONG);
    }
  }

  /** A record within a record is what the outer one wraps, unless that has fields: then its end is missing. */
  *#open(text: string, at: number): Generator<RawXmlRecord> {
    if (this.#start >= 0 && !this.#passing && FIELD.test(text.slice(this.#start, at))) {
      yield this.#record(this.#start, at, UNCLOSED);
    }
    this.#start = at;
    this.#passing = false;
  }

  *#close(text: string, end: number): Generator<RawXmlRecord> {
    const at = this.#start;
    this.#start = -1;
    if (at >= 0 && !this.#passing && FIELD.test(text.slice(at, end))) yield this.#record(at, end);
    this.#passing = false;
  }

  /** Keeps the record that is open, and what may be the beginning of its tag. */
  #forget(): void {
    const keep = this.#passing || this.#start < 0 ? Math.max(this.#seen, 0) : this.#start;
    for (let at = this.#window.indexOf(0x0a); at >= 0 && at < keep; at = this.#window.indexOf(0x0a, at + 1))
      this.#line++;
    this.#offset += keep;
    this.#seen = Math.max(0, this.#seen - keep);
    this.#start = this.#start < 0 ? -1 : Math.max(0, this.#start - keep);
    // A copy, so that the piece it came from can go.
    this.#window = Buffer.from(this.#window.subarray(keep));
  }

  #record(start: number, end: number, damage?: XmlDamage): RawXmlRecord {
    let line = this.#line;
    for (let at = this.#window.indexOf(0x0a); at >= 0 && at < start; at = this.#window.indexOf(0x0a, at + 1)) line++;
    return { bytes: this.#window.subarray(start, end), offset: this.#offset + start, line, damage };
  }
}

function isRecord(name: string): boolean {
  return /^(?:[\w.-]+:)?record$/.test(name);
}

const UNCLOSED: XmlDamage = {
  code: 'xml.malformed',
  message: 'The next record begins before the end of this one',
  hint: 'Export this record again; the records around it were read.',
};

const TRUNCATED: XmlDamage = {
  code: 'xml.truncated',
  message: 'The file ends in the middle of this record',
  hint: 'The transfer or the export was broken off. Deliver the file again; the records before this one were read.',
};

function endless(root: string): XmlDamage {
  return {
    code: 'xml.truncated',
    message: `The file ends before the end of '${root}': records may be missing`,
    hint: 'The transfer or the export was broken off. Deliver the file again; the records before this were read.',
  };
}

const TOO_LONG: XmlDamage = {
  code: 'xml.too-long',
  message: `No end of the record within ${RECORD_LIMIT.toLocaleString('en')} bytes`,
  hint: 'Export the record without its oversized fields, or the file again.',
};
