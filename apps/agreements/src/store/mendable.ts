import type { Piece, Wrapping } from '../formats/rejected.ts';

/** Bytes of pieces that are given back; what does not fit is rejected again once the rest was mended and sent. */
const MOST_BYTES = 4 * 1024 ** 2;

export interface MendableFile {
  readonly name: string;
  readonly type: string;
  /** In base64. */
  readonly content: string;
  /** Not everything that was rejected fitted. */
  readonly partial: boolean;
}

/** Gathers what was rejected as a file of the same format; each piece once. */
export class Mendable {
  readonly #pieces: Buffer[] = [];
  #bytes = 0;
  #partial = false;
  #last: Piece | undefined;
  #wrapping: Wrapping | undefined;

  add(piece: Piece, message: string, wrapping: Wrapping): void {
    if (piece === this.#last) return;
    this.#last = piece;
    this.#wrapping = wrapping;
    // A copy, since what the piece was cut from is not kept.
    const bytes = Buffer.from(wrapping.told(piece, message));
    this.#partial ||= this.#bytes + bytes.length > MOST_BYTES;
    if (this.#partial) return;
    this.#bytes += bytes.length;
    this.#pieces.push(bytes);
  }

  file(): MendableFile | null {
    if (this.#wrapping === undefined) return null;
    const { name, type, before, after } = this.#wrapping;
    const content = Buffer.concat([Buffer.from(before), ...this.#pieces, Buffer.from(after)]).toString('base64');
    return { name, type, content, partial: this.#partial };
  }
}
