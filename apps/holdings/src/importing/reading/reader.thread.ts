import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#libs/kernel';
import { readPieces, type Reading } from './read-pieces.ts';
import type { FromThread } from './in-thread.ts';

/** Pieces that nobody asked for yet: one to be stored, and one to follow it at once. */
const AHEAD = 2;

const port = parentPort;
if (port === null) throw new Error('This module is run as a thread of its own');

const tell = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const asked = on(port, 'message');
let told = 0;

try {
  for await (const piece of readPieces(workerData as Reading)) {
    if (told++ >= AHEAD) await asked.next();
    tell({ piece }, [piece.rows.buffer, piece.remarks.buffer] as ArrayBuffer[]);
  }
  tell({ done: true });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  const { code, message, details, parameters } = error;
  tell({ refusal: { code, message, details, parameters } });
}
port.close();
