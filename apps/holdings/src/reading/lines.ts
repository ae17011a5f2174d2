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

const LINE_FEED = 0x0a;

/** Cuts a stream into lines; a line that never ends costs no memory. */
export class LineSplitter {
  #kept: Buffer[] = [];
  #keptLength = 0;
  #length = 0;
  #offset = 0;
  #number = 1;

  *push(bytes: Uint8Array): Generator<Line> {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, at)) {
      this.#keep(piece.subarray(at, end));
      this.#length++;
      yield this.#take(true);
      at = end + 1;
    }
    this.#keep(piece.subarray(at));
  }

  *end(): Generator<Line> {
    if (this.#length > 0) yield this.#take(false);
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    const room = LINE_LIMIT - this.#keptLength;
    if (part.length === 0 || room <= 0) return;
    const some = part.subarray(0, room);
    // A copy, so that the piece it came from can go.
    this.#kept.push(Buffer.from(some));
    this.#keptLength += some.length;
  }

  #take(ended: boolean): Line {
    const text = Buffer.concat(this.#kept).toString('latin1');
    const line = {
      text: ended && text.endsWith('\r') ? text.slice(0, -1) : text,
      offset: this.#offset,
      length: this.#length,
      number: this.#number++,
      ended,
    };
    this.#offset += this.#length;
    this.#kept = [];
    this.#keptLength = 0;
    this.#length = 0;
    return line;
  }
}
