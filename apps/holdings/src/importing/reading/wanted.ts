/** Which records of a file are wanted, by their number from 1: a bit for each, so that it reaches another thread cheaply. */
export class Wanted {
  private constructor(readonly bits: Uint8Array) {}

  static none(records: number): Wanted {
    return new Wanted(new Uint8Array(Math.floor(records / 8) + 1));
  }

  /** What another thread made. */
  static of(bits: Uint8Array): Wanted {
    return new Wanted(bits);
  }

  get isEmpty(): boolean {
    return this.bits.every((eight) => eight === 0);
  }

  add(number: number): void {
    this.bits[number >> 3] = (this.bits[number >> 3] ?? 0) | (1 << (number & 7));
  }

  has(number: number): boolean {
    return ((this.bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }
}
