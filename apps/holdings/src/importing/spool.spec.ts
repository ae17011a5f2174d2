import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Importing } from './options.ts';
import { passing, Spool, type Spooled } from './spool.ts';

const LIMIT = 4_000_000;

let folder: string;
let spool: Spool;
let server: Server;
let keeping: PromiseWithResolvers<Spooled>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collectie-spool-'));
  spool = new Spool({ spoolDir: folder, uploadLimit: LIMIT } as Importing);
  server = createServer((upload, answer) => {
    const kept = spool.keep(passing(upload));
    kept.then(keeping.resolve, keeping.reject);
    kept.then(
      () => answer.end(),
      () => answer.destroy(),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sends so much of it, and breaks off where that is not all. Gives what was kept. */
function send(content: Buffer, part = content.length): Promise<Spooled> {
  keeping = Promise.withResolvers();
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, method: 'POST', headers: { 'content-length': content.length } });
  // Refused or broken off: what the server made of it counts.
  sending.on('error', () => {});
  sending.write(content.subarray(0, part), () => part < content.length && sending.destroy());
  if (part === content.length) sending.end();
  return keeping.promise;
}

it('keeps what is sent, to the last byte, in however many pieces', async () => {
  for (const length of [0, 1, 65_536, 3_000_001]) {
    const content = randomBytes(length);
    const { id, bytes, sha256 } = await send(content);
    expect(bytes).toBe(length);
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect((await readFile(spool.pathOf(id))).equals(content)).toBe(true);
    await spool.drop(id);
  }
});

it('keeps nothing of what is too large or breaks off', async () => {
  await expect(send(randomBytes(LIMIT + 1))).rejects.toMatchObject({ code: 'upload.too-large' });
  await expect(send(randomBytes(1_000_000), 500_000)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await spool.list()).toEqual([]);
});

it('gives back the memory of a piece when the next is asked for, and leaves alone what shares it', async () => {
  const [own, whole] = [new Uint8Array(9).fill(7), new Uint8Array(9).fill(7)];
  const seen: number[] = [];
  for await (const piece of passing(asStream([own, whole.subarray(1), 'text']))) seen.push(piece.length);
  expect(seen).toEqual([9, 8, 4]);
  expect([own.byteLength, whole.byteLength]).toEqual([0, 9]);
});

async function* asStream<T>(pieces: readonly T[]): AsyncGenerator<T> {
  yield* pieces;
}
