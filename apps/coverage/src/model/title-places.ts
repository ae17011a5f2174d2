import { grown } from './grown.ts';

/** The share of the table that may be taken before it is made larger. */
const FULL = 0.6;

/** Numbers titles from 0 by their ids, which are given as two halves of 32 bits. Some 15 bytes a title, and no objects. */
export class TitlePlaces {
  private ids: Uint32Array<ArrayBuffer>;
  private table: Uint32Array<ArrayBuffer>;
  size = 0;

  constructor(expected: number) {
    this.ids = new Uint32Array(2 * expected);
    this.table = new Uint32Array(2 ** Math.ceil(Math.log2(expected / FULL + 2)));
  }

  /** The number of a title, or -1. */
  find(high: number, low: number): number {
    return this.table[this.seek(high, low)]! - 1;
  }

  /** The number of a title, which it gets now if it has none. */
  give(high: number, low: number): number {
    const at = this.seek(high, low);
    if (this.table[at]! > 0) return this.table[at]! - 1;
    this.ids = grown(this.ids, 2 * this.size + 2);
    this.ids[2 * this.size] = high;
    this.ids[2 * this.size + 1] = low;
    this.table[at] = ++this.size;
    if (this.size > FULL * this.table.length) this.widen();
    return this.size - 1;
  }

  private seek(high: number, low: number): number {
    const last = this.table.length - 1;
    let at = mixed(high, low) & last;
    for (let taken = this.table[at]!; taken > 0; taken = this.table[at]!) {
      if (this.ids[2 * taken - 2] === high && this.ids[2 * taken - 1] === low) return at;
      at = (at + 1) & last;
    }
    return at;
  }

  private widen(): void {
    this.table = new Uint32Array(2 * this.table.length);
    for (let place = 0; place < this.size; place++) {
      this.table[this.seek(this.ids[2 * place]!, this.ids[2 * place + 1]!)] = place + 1;
    }
  }
}

/** Ids that differ little come to lie far apart. */
function mixed(high: number, low: number): number {
  let bits = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
