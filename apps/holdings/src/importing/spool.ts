import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
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

/** Where uploads wait for their run: one file each, under the run's id. Instances of the service share the folder. */
@Injectable()
export class Spool {
  constructor(@Inject(IMPORTING) private readonly options: Importing) {}

  /** Keeps an upload as it comes in; nothing of it stays when it breaks off or is too large. */
  async keep(upload: NodeJS.ReadableStream, id: string = randomUUID()): Promise<Spooled> {
    await mkdir(this.options.spoolDir, { recursive: true });
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
