import { Refusal } from '#libs/kernel';

/** What may come out of a packed file. */
export interface PackedLimits {
  /** Bytes at most, everything in it together. */
  readonly bytes: number;
  /** How many times its packed size at most; small files may be packed tighter. */
  readonly ratio: number;
}

export const PACKED_LIMITS: PackedLimits = { bytes: 64 * 1024 ** 3, ratio: 200 };

/** Below this a ratio says nothing: a few equal lines are packed tightly. */
const SMALL = 64 * 1024 ** 2;

/** Counts what comes out of a packed file, and refuses a bomb before it fills the disk. */
export class Allowance {
  #taken = 0;

  constructor(
    private readonly packed: number,
    private readonly limits: PackedLimits,
  ) {}

  take(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken > this.limits.bytes) {
      throw new Refusal(
        'archive.too-large',
        `More than ${this.limits.bytes} bytes are packed in the file. Nothing was taken; deliver it in parts, as deltas`,
      );
    }
    if (this.#taken > SMALL && this.#taken > this.packed * this.limits.ratio) {
      throw new Refusal(
        'archive.bomb',
        `The file is packed more than ${this.limits.ratio} times tighter than what is in it, as no catalogue is. Nothing was taken; deliver it unpacked if it is sound`,
      );
    }
  }
}
