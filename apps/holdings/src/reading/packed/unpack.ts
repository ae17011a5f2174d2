import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { Refusal } from '#libs/kernel';
import { WORKBOOK, Zip } from '#libs/spreadsheet';
import { Allowance, PACKED_LIMITS, type PackedLimits } from './allowance.ts';
import { gunzipped } from './gzip.ts';
import { packedKind } from './kind.ts';
import { asCsv } from '../xlsx/as-csv.ts';

/** One file of a delivery, and where it is in what is read. */
export interface Member {
  /** Its name in the zip file; `null` for a file that came by itself. */
  readonly name: string | null;
  readonly start: number;
  readonly length: number;
  /** It was a workbook, whose list is there as CSV. */
  readonly workbook: boolean;
}

/** A delivery as it is read: the upload itself, or what was packed in it, one file behind the other. */
export interface Unpacked {
  readonly path: string;
  readonly members: readonly Member[];
}

/** Where what was packed in an upload is kept as long as the upload is. */
export function unpackedPath(path: string): string {
  return `${path}.unpacked`;
}

/** A zip file of gzip files, or a gzip file in which there is a zip file; nothing is packed deeper in good faith. */
const DEEPEST = 2;

/** Unpacks an upload beside itself, if it is packed: every place in it can then be found again. Memory stays the same. */
export async function unpack(path: string, limits: PackedLimits = PACKED_LIMITS): Promise<Unpacked> {
  const { size } = await stat(path);
  const kind = packedKind(await startOf(path));
  if (kind === null) return { path, members: [{ name: null, start: 0, length: size, workbook: false }] };
  const target = unpackedPath(path);
  const file = await open(target, 'w');
  const into = new Unpacking(file, new Allowance(size, limits), path);
  try {
    if (kind === 'zip') await into.addEntries(path, null, 0);
    else await into.add(createReadStream(path), null, 0);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  if (into.members.length === 0) {
    throw new Refusal('archive.empty', 'There is no file in the zip file; look at the export and deliver it again');
  }
  return { path: target, members: into.members };
}

class Unpacking {
  readonly members: Member[] = [];
  #written = 0;
  #inner = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly allowance: Allowance,
    private readonly path: string,
  ) {}

  /** Adds a file, whatever it is packed in. */
  async add(pieces: AsyncIterable<Uint8Array>, name: string | null, depth: number): Promise<void> {
    const { start, all } = await peek(pieces);
    const kind = packedKind(start);
    if (kind !== null && depth === DEEPEST) {
      throw new Refusal(
        'archive.nested',
        `${name === null ? 'The file' : `'${name}'`} is packed more than ${DEEPEST} times over. Unpack it once and deliver what is in it`,
      );
    }
    if (kind === 'gzip') await this.add(gunzipped(all), name, depth + 1);
    else if (kind === 'zip') await this.addZip(all, name, depth);
    else await this.write(all, name, false);
  }

  private async write(pieces: AsyncIterable<Uint8Array>, name: string | null, workbook: boolean): Promise<void> {
    const start = this.#written;
    for await (const piece of pieces) {
      this.allowance.take(piece.length);
      await this.file.write(piece);
      this.#written += piece.length;
    }
    this.members.push({ name, start, length: this.#written - start, workbook });
  }

  /** A zip file is read by the list at its end: one that is itself packed is unpacked to a file of its own first. */
  private async addZip(pieces: AsyncIterable<Uint8Array>, name: string | null, depth: number): Promise<void> {
    const inner = `${unpackedPath(this.path)}.${++this.#inner}`;
    try {
      const file = await open(inner, 'w');
      try {
        for await (const piece of pieces) {
          this.allowance.take(piece.length);
          await file.write(piece);
        }
      } finally {
        await file.close();
      }
      await this.addEntries(inner, name, depth);
    } finally {
      await rm(inner, { force: true });
    }
  }

  /** Adds what is in a zip file; a workbook (xlsx) is one, too. */
  async addEntries(path: string, name: string | null, depth: number): Promise<void> {
    const zip = await Zip.open(path);
    try {
      if (zip.entries.some(({ fileName }) => fileName === WORKBOOK)) {
        await this.write(
          asCsv((part) => this.partOf(zip, part)),
          name,
          true,
        );
        return;
      }
      for (const entry of zip.entries) {
        if (isDelivered(entry.fileName)) await this.add(zip.read(entry), entry.fileName, depth + 1);
      }
    } finally {
      zip.close();
    }
  }

  private partOf(zip: Zip, part: string): AsyncIterable<Uint8Array> | undefined {
    const entry = zip.entries.find(({ fileName }) => fileName === part);
    return entry === undefined ? undefined : this.counted(zip.read(entry));
  }

  private async *counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.allowance.take(piece.length);
      yield piece;
    }
  }
}

/** Folders, and what operating systems put into zip files unasked, are no part of a delivery. */
function isDelivered(name: string): boolean {
  const last = name.split('/').at(-1) ?? '';
  return last !== '' && !last.startsWith('.') && !name.startsWith('__MACOSX/') && last.toLowerCase() !== 'thumbs.db';
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The first bytes, and everything with them. */
async function peek(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ start: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const rest = pieces[Symbol.asyncIterator]();
  let start: Uint8Array = Buffer.alloc(0);
  while (start.length < 4) {
    const next = await rest.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return { start, all: joined(start, rest) };
}

async function* joined(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
