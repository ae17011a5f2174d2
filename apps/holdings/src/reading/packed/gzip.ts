import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '#libs/kernel';

/** What is packed with gzip, as it comes; one that breaks off or is damaged is refused as a whole. */
export async function* gunzipped(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const source = Readable.from(pieces, { objectMode: false });
  const gunzip = createGunzip();
  // The callback only keeps a failure from being unhandled: reading throws it.
  pipeline(source, gunzip, () => {});
  try {
    for await (const piece of gunzip) yield piece as Buffer;
  } catch (thrown) {
    throw explained(thrown);
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

function explained(thrown: unknown): unknown {
  const code = (thrown as { code?: unknown } | null)?.code;
  if (code === 'Z_BUF_ERROR') {
    return new Refusal(
      'archive.truncated',
      'The gzip file breaks off: its end is missing. Nothing was taken; the transfer was probably cut short, deliver the file again',
    );
  }
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return new Refusal(
      'archive.damaged',
      `The gzip file is damaged (${(thrown as Error).message}). Nothing was taken; pack it again and deliver it again`,
    );
  }
  return thrown;
}
