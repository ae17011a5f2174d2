import { Refusal, type RefusalDetail } from '#libs/kernel';

/** Gathers everything that is wrong, so that a person hears of all of it at once. */
export class Mistakes {
  readonly found: RefusalDetail[] = [];

  add(at: string, message: string): void {
    this.found.push({ at, message });
  }

  /** Adds the refusal's message when `read` refuses; gives what it read otherwise. */
  reading<T>(at: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.add(at, error.message);
      return undefined;
    }
  }

  refuse(code: string, subject: string): void {
    if (this.found.length === 0) return;
    const [first] = this.found;
    const message =
      this.found.length === 1 && first !== undefined
        ? `${subject} cannot be kept as it is: ${first.message} (at ${first.at})`
        : `${subject} has ${this.found.length} mistakes; correct each of them and send it again`;
    throw new Refusal(code, message, this.found);
  }
}
