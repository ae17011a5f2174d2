import type { ServerResponse } from 'node:http';
import type { User } from '#libs/platform';

/** Bytes that may wait for a client; one that lets more pile up is let go, and refetches when it comes back. */
const LARGEST_QUEUE = 1024 * 1024;

/** One open page: an event stream that never holds more than a bounded amount for a slow reader. */
export class Listener {
  constructor(
    /** With those that it acts for, as far as they are known. */
    readonly user: User,
    private readonly stream: ServerResponse,
    /** Whether whoever listens is still signed in. */
    readonly stillIn: () => Promise<boolean>,
  ) {}

  /** Sends a piece of the stream; false when the client is too slow, and gone. */
  send(piece: string): boolean {
    this.stream.write(piece);
    if (this.stream.writableLength <= LARGEST_QUEUE) return true;
    this.stream.destroy();
    return false;
  }

  end(): void {
    this.stream.end();
  }
}
