import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bookAt } from './books.ts';
import { Random } from './random.ts';
import { bookAsMarc } from './write-marc.ts';

export interface MarcOptions {
  readonly path: string;
  readonly records: number;
  readonly seed: number;
  /** ISIL written as the holder; the data itself does not depend on it. */
  readonly branch?: string;
  /** Number of the first book; files whose ranges overlap share titles. */
  readonly first?: number;
  /** NBC notations to spread the books over. */
  readonly notations?: readonly string[];
  /** Give one copy more to every n-th record: a later state of the same collection. */
  readonly moreCopiesEvery?: number;
  /** Give every n-th record the ISBN of the next book as well: it makes one title of both. */
  readonly bridgeEvery?: number;
}

const NOTATIONS = ['01.20', '08.20', '15.70', '18.10', '24.30', '31.80', '42.60', '54.50', '77.40', '83.70'];
const CHUNK = 1 << 18;

/** Writes a MARC 21 file of any size without holding it in memory: the same options give the same bytes. */
export async function generateMarc(options: MarcOptions): Promise<{ records: number; bytes: number }> {
  let bytes = 0;
  const counted = function* (): Generator<Buffer> {
    for (const chunk of chunksOf(options)) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(options.path));
  return { records: options.records, bytes };
}

function* chunksOf(options: MarcOptions): Generator<Buffer> {
  const {
    records,
    seed,
    branch = 'NL-0800099001',
    first = 0,
    notations = NOTATIONS,
    moreCopiesEvery,
    bridgeEvery,
  } = options;
  let waiting: Buffer[] = [];
  let size = 0;
  for (let number = first; number < first + records; number++) {
    const chance = new Random(seed ^ 0x5bd1e995, number);
    const more = moreCopiesEvery !== undefined && number % moreCopiesEvery === 0 ? 1 : 0;
    const held = { localId: `B${String(number).padStart(9, '0')}`, copies: 1 + chance.below(3) + more };
    const also = bridgeEvery !== undefined && number % bridgeEvery === 0 ? bookAt(number + 1, seed).isbn : null;
    const record = bookAsMarc(bookAt(number, seed, { nbc: chance.pick(notations) }), held, branch, also);
    waiting.push(record);
    size += record.length;
    if (size >= CHUNK) {
      yield Buffer.concat(waiting);
      waiting = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(waiting);
}
