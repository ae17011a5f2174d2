import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '#libs/kernel';
import { recogniseList } from './csv/recognise.ts';
import type { Format, Found, Glimpse, Read, Skim, WantedRecords } from './found.ts';
import { type MappingChanges, mappingFrom, type SourceMapping } from './mapping.ts';
import type { PackedLimits } from './packed/allowance.ts';
import { type Member, unpack, type Unpacked } from './packed/unpack.ts';
import { piecesOf } from './pieces.ts';
import { recognise, SAMPLE } from './recognise.ts';

interface Recognised extends Member {
  readonly format: Format;
  readonly read: Read;
  readonly skim?: Skim | undefined;
  /** The line with the column names, of a list. */
  readonly header: Buffer | null;
}

/** An upload as it is read, whatever it was packed in: places in it are those in what was packed. */
export class Delivery {
  private constructor(
    /** What the places are in: the upload, or what was unpacked beside it. */
    readonly path: string,
    private readonly members: readonly Recognised[],
  ) {}

  /** Unpacks the upload where needed and tells what is in it; refuses what is not understood, naming the file. */
  static async open(
    path: string,
    changes?: MappingChanges,
    limits?: PackedLimits,
    only?: 'numbers',
  ): Promise<Delivery> {
    const mapping = mappingFrom(changes);
    const unpacked = await unpack(path, limits);
    const members: Recognised[] = [];
    for (const member of unpacked.members) members.push(await recognised(unpacked, member, mapping, only));
    return new Delivery(unpacked.path, members);
  }

  /** What it is; several formats are named one behind the other. */
  get format(): string {
    const formats = new Set(this.members.map((it) => it.format));
    if (formats.size > 1) formats.delete('empty');
    return [...formats].join('+');
  }

  /** Bytes to read. */
  get bytes(): number {
    return this.members.reduce((sum, { length }) => sum + length, 0);
  }

  /** The line with the column names, where every list in it has the same. */
  get header(): Buffer | null {
    const [first = null, ...others] = this.members.filter(({ format }) => format !== 'empty').map((it) => it.header);
    return first !== null && others.every((it) => it?.equals(first) === true) ? first : null;
  }

  /** Whether there is a list in it, which has columns. */
  get isList(): boolean {
    return this.members.some(({ format }) => LISTS.has(format));
  }

  /** Whether it can be skimmed: one file, of a format that allows it. */
  get skims(): boolean {
    return this.members.length === 1 && this.members[0]?.skim !== undefined;
  }

  async *skim(): AsyncGenerator<Glimpse[]> {
    for (const { start, length, skim } of this.members) if (skim !== undefined) yield* skim(this.pieces(start, length));
  }

  /** Everything in it, numbered through; what is wrong in one of several files is told with its name. */
  async *read(wanted?: WantedRecords): AsyncGenerator<Found[]> {
    let before = 0;
    for (const { name, start, length, read } of this.members) {
      let last = before;
      for await (const batch of read(this.pieces(start, length), wanted)) {
        yield batch.map((found) => shifted(found, before, start, this.members.length > 1 ? name : null));
        last = before + (batch.at(-1)?.place.number ?? last - before);
      }
      before = last;
    }
  }

  /** What the file is in which a place is. */
  at(offset: number): { readonly format: Format; readonly header: Buffer | null } {
    const member = this.members.find(({ start, length }) => offset >= start && offset < start + Math.max(1, length));
    return member ?? { format: 'empty', header: null };
  }

  /** A record as it was delivered. */
  part(offset: number, length: number): Promise<Buffer> {
    return partOf(this.path, offset, length);
  }

  private pieces(start: number, length: number): AsyncIterable<Uint8Array> {
    return piecesOf(this.path, start, length);
  }
}

async function recognised(
  { path }: Unpacked,
  member: Member,
  mapping: SourceMapping,
  only: 'numbers' | undefined,
): Promise<Recognised> {
  const sample = await partOf(path, member.start, Math.min(SAMPLE, member.length));
  try {
    const { format, read, skim, named } = member.workbook
      ? workbookIn(sample, mapping, only)
      : recognise(sample, mapping, only);
    return { ...member, format, read, skim, header: named === false ? null : headerIn(sample, format) };
  } catch (error) {
    if (!(error instanceof Refusal) || member.name === null) throw error;
    throw new Refusal(error.code, `In '${member.name}': ${error.message}`);
  }
}

/** A workbook was turned into CSV when it was unpacked. */
function workbookIn(sample: Buffer, mapping: SourceMapping, only: 'numbers' | undefined): ReturnType<typeof recognise> {
  return { ...recogniseList(sample, mapping, only), format: 'xlsx' };
}

const LISTS: ReadonlySet<Format> = new Set(['csv', 'kbart', 'xlsx']);

function headerIn(sample: Buffer, format: Format): Buffer | null {
  const start = sample.findIndex((byte) => byte !== 0x0a && byte !== 0x0d);
  const end = sample.indexOf(0x0a, start);
  return LISTS.has(format) && end > 0 ? sample.subarray(start, end + 1) : null;
}

function shifted(found: Found, numbers: number, bytes: number, name: string | null): Found {
  if (numbers === 0 && bytes === 0 && name === null) return found;
  const place = { ...found.place, number: found.place.number + numbers, offset: found.place.offset + bytes };
  if (found.rejection === undefined) return { place, record: found.record };
  const { rejection } = found;
  return { place, rejection: name === null ? rejection : { ...rejection, message: `${name}: ${rejection.message}` } };
}

/** A part of a file, such as a record as it was delivered. */
async function partOf(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    return await partOfOpen(file, offset, length);
  } finally {
    await file.close();
  }
}

/** The same of a file that is open, for whoever wants many. */
export async function partOfOpen(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
