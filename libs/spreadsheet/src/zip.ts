import { crc32 } from 'node:zlib';
import { Refusal } from '#libs/kernel';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';

/** More files than this is no delivery of holdings. */
const ENTRIES = 1000;

/** A zip file whose list of contents was read. */
export class Zip {
  private constructor(
    private readonly file: ZipFile,
    readonly entries: readonly Entry[],
  ) {}

  static async open(path: string): Promise<Zip> {
    const file = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
      throw isMissingFile(error) ? error : cutShort(error);
    });
    return Zip.listed(file);
  }

  /** One that is in memory. */
  static async of(content: Buffer): Promise<Zip> {
    const file = await fromBufferPromise(content, { autoClose: false }).catch((error: unknown) => {
      throw cutShort(error);
    });
    return Zip.listed(file);
  }

  private static async listed(file: ZipFile): Promise<Zip> {
    try {
      if (file.entryCount > ENTRIES) throw tooMany(file.entryCount);
      const entries: Entry[] = [];
      for await (const entry of file.eachEntry()) {
        if (entries.push(entry) > ENTRIES) throw tooMany(entries.length);
      }
      return new Zip(file, entries);
    } catch (error) {
      file.close();
      throw error instanceof Refusal ? error : damaged('its list of contents', error);
    }
  }

  /** What is in one of its files; checked against the size and the checksum that the zip file gives for it. */
  async *read(entry: Entry): AsyncGenerator<Buffer> {
    if (entry.isEncrypted()) {
      throw new Refusal(
        'archive.encrypted',
        `'${entry.fileName}' in the zip file has a password. Deliver it without one: the transfer itself is encrypted`,
      );
    }
    if (!entry.canDecodeFileData()) {
      throw new Refusal(
        'archive.method',
        `'${entry.fileName}' is packed by a method other than deflate. Pack it again with an ordinary zip program`,
      );
    }
    let checksum = 0;
    try {
      for await (const piece of await this.file.openReadStreamPromise(entry)) {
        checksum = crc32(piece as Buffer, checksum);
        yield piece as Buffer;
      }
    } catch (error) {
      throw error instanceof Refusal ? error : damaged(`'${entry.fileName}'`, error);
    }
    if (checksum !== entry.crc32) throw damaged(`'${entry.fileName}'`, new Error('its checksum differs'));
  }

  close(): void {
    this.file.close();
  }
}

function isMissingFile(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ENOENT';
}

function tooMany(entries: number): Refusal {
  return new Refusal(
    'archive.too-many',
    `There are ${entries} files in the zip file; at most ${ENTRIES} are read. Put the records together in fewer files`,
  );
}

function cutShort(error: unknown): Refusal {
  return new Refusal(
    'archive.truncated',
    `The list of contents at the end of the zip file is missing (${(error as Error).message}). Nothing was taken; the transfer was probably cut short, deliver the file again`,
  );
}

function damaged(what: string, error: unknown): Refusal {
  return new Refusal(
    'archive.damaged',
    `The zip file is damaged: ${what} cannot be read (${(error as Error).message}). Nothing was taken; pack it again and deliver it again`,
  );
}
