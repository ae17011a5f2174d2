import type { Checkpoint } from './checkpoint.ts';
import type { Head } from './relay-log.ts';

type Place = Pick<Checkpoint, 'epoch' | 'sequence'>;

/** How far a source says that it is, against how far its hearer is. Times in milliseconds, of any clock that only goes on. */
export class Headway {
  /** The last head that was told, with when the hearer fell behind it. */
  head: (Head & { readonly since: number }) | undefined;
  private brought = 0;

  /** Events that the source has said and that had no effect yet, as far as is known. */
  lag({ epoch, sequence }: Place): number {
    return this.head === undefined || this.head.epoch !== epoch ? 0 : Math.max(0, this.head.sequence - sequence);
  }

  /** The source tells how far it is. */
  note({ epoch, sequence }: Head, at: Place, now: number): void {
    const behind = this.head?.epoch === epoch && this.lag(at) > 0;
    this.head = { epoch, sequence, since: behind ? (this.head?.since ?? now) : now };
  }

  /** The stream brought something. */
  noteBrought(now: number): void {
    this.brought = now;
  }

  /**
   * How long the hearer has waited in vain for what the head says. As long as the stream brings something it is not in
   * vain: a source that says much numbers its events faster than it can publish them.
   */
  waited(now: number): number {
    return this.head === undefined ? 0 : now - Math.max(this.head.since, this.brought);
  }
}
