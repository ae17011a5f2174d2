import { type FileHandle, open } from 'node:fs/promises';

const FULL = 1 << 18;

/** A file that is written a quarter of a megabyte at a time. */
export class BufferedFile {
  #waiting: Uint8Array[] = [];
  #bytes = 0;

  private constructor(private readonly file: FileHandle) {}

  static async create(path: string): Promise<BufferedFile> {
    return new BufferedFile(await open(path, 'w'));
  }

  add(piece: Buffer | string): void {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
  }

  /** Writes what waits, when it is enough. */
  async settle(): Promise<void> {
    if (this.#bytes >= FULL) await this.#write();
  }

  async close(): Promise<void> {
    await this.#write();
    await this.file.close();
  }

  async #write(): Promise<void> {
    await this.file.writeFile(Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#bytes = 0;
  }
}
