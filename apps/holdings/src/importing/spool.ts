import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#libs/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { IMPORTING, type Importing } from './options.ts';

export interface Spooled {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
}

const PIECE = 1 << 18;

/** Where uploads wait for their run: one file each, under the run's id. Instances of the service share the folder. */
@Injectable()
export class Spool {
  constructor(@Inject(IMPORTING) private readonly options: Importing) {}

  /** Keeps an upload as it comes in; nothing of it stays when it breaks off or is too large. */
  async keep(upload: NodeJS.ReadableStream): Promise<Spooled> {
    await mkdir(this.options.spoolDir, { recursive: true });
    const id = randomUUID();
    const digest = createHash('sha256');
    const limit = this.options.uploadLimit;
    let bytes = 0;
    const measure = new Transform({
      transform(piece: Buffer, _encoding, done) {
        bytes += piece.length;
        if (bytes > limit) {
          done(
            new Refusal(
              'upload.too-large',
              `An upload may have ${limit} bytes at most; deliver the file in parts, as deltas`,
            ),
          );
          return;
        }
        digest.update(piece);
        done(null, piece);
      },
    });
    try {
      await pipeline(upload, measure, createWriteStream(this.pathOf(id), { flush: true }));
    } catch (error) {
      await rm(this.pathOf(id), { force: true });
      throw error;
    }
    return { id, sha256: digest.digest('hex'), bytes };
  }

  /** The first bytes, enough to tell what the file is. */
  async sample(id: string, length: number): Promise<Buffer> {
    return this.part(id, 0, length);
  }

  async part(id: string, offset: number, length: number): Promise<Buffer> {
    const file = await open(this.pathOf(id));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  read(id: string): AsyncIterable<Uint8Array> {
    return createReadStream(this.pathOf(id), { highWaterMark: PIECE });
  }

  async has(id: string): Promise<boolean> {
    return stat(this.pathOf(id)).then(
      (it) => it.isFile(),
      () => false,
    );
  }

  async drop(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  async list(): Promise<string[]> {
    return readdir(this.options.spoolDir).catch(() => []);
  }

  private pathOf(id: string): string {
    return join(this.options.spoolDir, id);
  }
}
