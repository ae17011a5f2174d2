import { Injectable } from '@nestjs/common';

/** Wakes who waits for work, at once; who does not wait finds the wake when it comes to wait. */
@Injectable()
export class Wake {
  /** Passes a wake on, as long as the work is done elsewhere. */
  elsewhere: (() => void) | undefined;
  private due = false;
  private waiting: (() => void) | undefined;

  now(): void {
    this.due = true;
    this.waiting?.();
    this.elsewhere?.();
  }

  /** Until woken, aborted, or the time is over. Tells whether it was woken. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (!this.due) await sleep(milliseconds, signal, (done) => (this.waiting = done));
    const woken = this.due;
    this.waiting = undefined;
    this.due = false;
    return woken;
  }
}

/** A pause that ends early when aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return sleep(milliseconds, signal);
}

async function sleep(milliseconds: number, signal: AbortSignal, early?: (done: () => void) => void): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    early?.(done);
  });
}
