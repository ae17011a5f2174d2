import { stat } from 'node:fs/promises';
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#libs/kernel';
import { type Piece, type Reading, readPieces } from './read-pieces.ts';

/** What the thread says. What is wrong with it, rather than with the file, comes as the thread's error. */
export type FromThread =
  | { readonly piece: Piece }
  | { readonly done: true }
  | { readonly refusal: Pick<Refusal, 'code' | 'message' | 'details' | 'parameters'> };

/** Megabytes that the thread may fill: a reader that wants more has met a file that it cannot take, and ends alone. */
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 48 };

/** Whether this is the source itself, as in tests, which Node has to turn into JavaScript. */
const source = import.meta.url.endsWith('.ts');
const THREAD = new URL(source ? './reader.thread.ts' : './reader.thread.js', import.meta.url);
const FLAGS = source ? ['--experimental-transform-types', '--conditions=source', '--no-warnings'] : [];

/**
 * Reads a file on a thread of its own, so that requests are answered and rows stored meanwhile, within memory of its own.
 * For a file below `threadAbove` bytes the thread would cost more than it saves.
 */
export async function* readApart(reading: Reading, threadAbove: number): AsyncGenerator<Piece> {
  if ((await stat(reading.path)).size < threadAbove) {
    yield* readPieces(reading);
    return;
  }
  const thread = new Worker(THREAD, { workerData: reading, resourceLimits: MEMORY, execArgv: FLAGS });
  try {
    for await (const [message] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[FromThread]>) {
      if ('refusal' in message) throw refusalOf(message.refusal);
      if ('done' in message) return;
      yield message.piece;
      // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage('more');
    }
    throw new Error('The thread that read the file ended before the file did');
  } catch (error) {
    throw isOutOfMemory(error) ? tooMuch() : error;
  } finally {
    await thread.terminate();
  }
}

function refusalOf({
  code,
  message,
  details,
  parameters,
}: Pick<Refusal, 'code' | 'message' | 'details' | 'parameters'>) {
  return new Refusal(code, message, details, parameters);
}

function isOutOfMemory(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuch(): Refusal {
  return new Refusal(
    'file.too-much-memory',
    'A record of the file takes more memory than a record can have; split the file to find it, and deliver the rest',
  );
}
