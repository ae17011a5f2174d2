/** One line of a text file, a character a byte, without its end. */
export interface Line {
  readonly text: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes, its end included. */
  readonly length: number;
  /** From 1. */
  readonly number: number;
  /** Its end is there: the file was not cut off in it. */
  readonly ended: boolean;
}

/** What is kept of a line; the rest of a longer one is passed over. */
export const LINE_LIMIT = 1_000_000;

/** Bytes made text at a time: many lines, and few enough that the text is no large object of the heap. */
const STRETCH = 1 << 16;

/** Cuts a stream into lines; a line that never ends costs no memory. */
export class LineSplitter {
  #kept = '';
  #length = 0;
  #offset = 0;
  #number = 1;

  *push(bytes: Uint8Array): Generator<Line> {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let from = 0; from < piece.length; from += STRETCH) {
      const text = piece.toString('latin1', from, from + STRETCH);
      let at = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
        this.#keep(text.slice(at, end));
        this.#length++;
        yield this.#take(true);
        at = end + 1;
      }
      this.#keep(text.slice(at));
    }
  }

  *end(): Generator<Line> {
    if (this.#length > 0) yield this.#take(false);
  }

  #keep(part: string): void {
    this.#length += part.length;
    this.#kept += part.slice(0, LINE_LIMIT - this.#kept.length);
  }

  #take(ended: boolean): Line {
    const text = this.#kept;
    const line = {
      text: ended && text.endsWith('\r') ? text.slice(0, -1) : text,
      offset: this.#offset,
      length: this.#length,
      number: this.#number++,
      ended,
    };
    this.#offset += this.#length;
    this.#kept = '';
    this.#length = 0;
    return line;
  }
}
