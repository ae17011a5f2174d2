import { PassThrough } from 'node:stream';
import { Logger, StreamableFile } from '@nestjs/common';
import { problemOf } from './problem.ts';

/** Newline-delimited JSON: what a client accepts that wants to hear how far long work is. */
export const LINES = 'application/x-ndjson';

/** How far long work is with a part of it; nothing is counted of what is done in one go. */
export interface WorkProgress<Part extends string> {
  readonly part: Part;
  readonly done?: number;
  readonly of?: number;
}

/** Tells how far the work is. Throws once nobody waits for it any more. */
export type Say<Part extends string> = (progress: WorkProgress<Part>) => void;

/** Milliseconds after which how far it is is told again: whoever is between takes a silent connection for a dead one. */
const PULSE = 10_000;

/**
 * Answers in lines while the work goes on: `{"progress": …}` each time that it says so, then one last `{"found": …}` with
 * what came of it, or `{"problem": …}` (RFC 9457) when nothing did.
 */
export function inLines<Part extends string, Found>(
  work: (say: Say<Part>) => Promise<Found>,
  pulse = PULSE,
): StreamableFile {
  const lines = new PassThrough();
  const write = (line: object): void => void lines.write(`${JSON.stringify(line)}\n`);
  let last: WorkProgress<Part> | undefined;
  const again = setInterval(() => last && write({ progress: last }), pulse);
  const say: Say<Part> = (progress) => {
    if (lines.destroyed) throw new Error('Nobody waits for it any more');
    last = progress;
    write({ progress });
  };
  void work(say)
    .then(
      (found) => write({ found }),
      (error: unknown) => {
        const problem = problemOf(error);
        if (problem.status >= 500 && !lines.destroyed) new Logger('http').error(error);
        write({ problem });
      },
    )
    .finally(() => {
      clearInterval(again);
      lines.end();
    });
  return new StreamableFile(lines, { type: LINES });
}
