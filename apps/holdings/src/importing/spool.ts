import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#libs/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { IMPORTING, type Importing } from './options.ts';

export interface Spooled {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Where uploads wait for their run: one file each, under the run's id. Instances of the service share the folder. */
@Injectable()
export class Spool {
  constructor(@Inject(IMPORTING) private readonly options: Importing) {}

  /** Keeps an upload as it comes in; nothing of it stays when it breaks off or is too large. */
  async keep(upload: AsyncIterable<Uint8Array | string>, id: string = randomUUID()): Promise<Spooled> {
    await mkdir(this.options.spoolDir, { recursive: true });
    const digest = createHash('sha256');
    const limit = this.options.uploadLimit;
    const file = await open(this.pathOf(id), 'w');
    let bytes = 0;
    try {
      for await (const part of upload) {
        const piece = typeof part === 'string' ? Buffer.from(part) : part;
        bytes += piece.length;
        if (bytes > limit) {
          throw new Refusal(
            'upload.too-large',
            `An upload may have ${limit} bytes at most; deliver the file in parts, as deltas`,
          );
        }
        digest.update(piece);
        await file.appendFile(piece);
      }
      await file.sync();
      return { id, sha256: digest.digest('hex'), bytes };
    } catch (error) {
      await rm(this.pathOf(id), { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  async has(id: string): Promise<boolean> {
    return stat(this.pathOf(id)).then(
      (it) => it.isFile(),
      () => false,
    );
  }

  /** Whether nothing was written to it for so many milliseconds. */
  async isOlder(id: string, than: number): Promise<boolean> {
    return stat(this.pathOf(id)).then(
      ({ mtimeMs }) => mtimeMs < Date.now() - than,
      () => false,
    );
  }

  /** Throws an upload away, after what was unpacked beside it. */
  async drop(id: string): Promise<void> {
    const beside = (await this.list()).filter((name) => name.startsWith(`${id}.`));
    for (const name of [...beside, id]) await rm(join(this.options.spoolDir, name), { force: true });
  }

  async list(): Promise<string[]> {
    return readdir(this.options.spoolDir).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
  }

  pathOf(id: string): string {
    return join(this.options.spoolDir, id);
  }
}

/**
 * The pieces of a request, each good until the next is asked for: then its memory is given back. The garbage collector,
 * which would walk through all of the service for every 64 MB that came by, took as long as everything else.
 */
export async function* passing(upload: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array | string> {
  for await (const piece of upload) {
    yield piece;
    // What shares its memory with others is left alone.
    if (typeof piece === 'string' || piece.buffer.byteLength !== piece.byteLength) continue;
    if (piece.buffer instanceof ArrayBuffer) piece.buffer.transfer(0);
  }
}
