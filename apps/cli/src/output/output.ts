import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';

export interface Streams {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly in: Readable & { readonly isTTY?: boolean };
}

/** Where a command tells how it goes (standard error) and what came of it (standard output). */
export class Output {
  constructor(
    readonly json: boolean,
    private readonly streams: Streams,
  ) {}

  get isTerminal(): boolean {
    return this.streams.err.isTTY === true && !this.json;
  }

  get terminal(): NodeJS.WritableStream {
    return this.streams.err;
  }

  /** A step on the way, for people. */
  step(line: string): void {
    if (!this.json) this.streams.err.write(`${line}\n`);
  }

  /** What came of it: one JSON value for machines, text for people. */
  result(value: unknown, text: string): void {
    this.streams.out.write(this.json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`);
  }

  failure(text: string): void {
    this.streams.err.write(`${text}\n`);
  }

  /** Asks for a yes; nobody there to answer is a no. */
  async confirms(question: string): Promise<boolean> {
    if (this.streams.in.isTTY !== true || this.json) return false;
    const lines = createInterface({ input: this.streams.in, output: this.streams.err });
    const answer = await lines.question(`${question} [j/y/N] `);
    lines.close();
    return /^[jy]/i.test(answer.trim());
  }
}
