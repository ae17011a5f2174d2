import { open } from 'node:fs/promises';

/**
 * Bytes read at a time. Fewer than what the C library takes from the system each time and gives back
 * (`small-process.ts`): to make those pages anew cost six times as much as to skim what is in them.
 */
const PIECE = 1 << 17;

/**
 * A part of a file, piece by piece; the next is read while one is looked at. Each is good until the next is asked for:
 * there are two places for all of them, since a new one for each would be most of what skimming costs.
 */
export async function* piecesOf(path: string, start: number, length: number): AsyncGenerator<Uint8Array> {
  const end = start + length;
  const file = await open(path);
  const read = async (into: Buffer, at: number): Promise<Buffer> => {
    if (at >= end) return NOTHING;
    const { bytesRead } = await file.read(into, 0, Math.min(PIECE, end - at), at);
    return into.subarray(0, bytesRead);
  };
  let [here, there] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
  let coming = read(here, start);
  try {
    for (let at = start; ;) {
      const piece = await coming;
      if (piece.length === 0) return;
      at += piece.length;
      coming = read(there, at);
      // Whoever awaits it hears of a failure.
      coming.catch(() => {});
      yield piece;
      [here, there] = [there, here];
    }
  } finally {
    await coming.catch(() => {});
    await file.close();
  }
}

const NOTHING = Buffer.alloc(0);
