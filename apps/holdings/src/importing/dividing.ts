import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { type CopyRow, type Isil, Refusal } from '#libs/kernel';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { LocalRecord, Named } from '../model/local-record.ts';
import { Delivery, partOfOpen } from '../reading/delivery.ts';
import type { Found, Rejection } from '../reading/found.ts';
import { type MappingChanges, mappingFrom } from '../reading/mapping.ts';
import type { Work } from './lease.ts';
import { REMARK_COLUMNS, rejectRow, remarkRow } from './reading/read-pieces.ts';
import type { Spool, Spooled } from './spool.ts';

/** Remarks that are stored at a time. */
const REMARKS = 1_000;
/** More warnings than these are only counted among the records. */
const WARNINGS = 10_000;

/** What a file has of one participant, as a file by itself. */
export interface Part {
  readonly participant: Isil;
  /** How the file calls the participant. */
  readonly called: readonly string[];
  readonly file: Spooled;
}

export interface Divided {
  readonly parts: readonly Part[];
  readonly format: string;
  readonly header: Buffer | null;
  readonly records: number;
  readonly rejected: number;
}

interface Read {
  readonly bytesRead: number;
  readonly records: number;
  readonly rejected: number;
  readonly format: string;
}

/**
 * Divides a file that speaks for many into one for each participant that it names, each with the records that name it as
 * they were delivered. A record that names nobody who is known, or for whom the deliverer does not act, is rejected.
 */
export async function divideFile(
  em: EntityManager,
  spool: Spool,
  work: Work,
  tell: (read: Read) => void,
): Promise<Divided> {
  const changes = work.mapping as MappingChanges | null;
  const delivery = await Delivery.open(spool.pathOf(work.id), changes ?? undefined);
  const { format, header, path, bytes } = delivery;
  if (header === null && delivery.isList) {
    throw new Refusal(
      'file.headers-differ',
      'The lists in the file have different columns, or none with names, so that they cannot be divided; deliver them one by one',
    );
  }
  const holders = await Holders.of(em, work, mappingFrom(changes).holders);
  await em.fork().execute(`delete from reject where run = ?`, [work.id]);
  const parts = new Parts(spool, header, format);
  const file = await open(path);
  let [records, rejected, warnings, remarks] = [0, 0, 0, [] as CopyRow[]];
  const store = async (): Promise<void> => {
    await em.fork().transactional((tx) => copyInto(tx, 'reject', REMARK_COLUMNS, remarks));
    remarks = [];
  };
  try {
    for await (const batch of delivery.read()) {
      for (const found of batch) {
        records++;
        const { whose, problem } = holders.whoseIs(found);
        if (whose.size > 0) await parts.add(whose, await originalOf(file, found));
        if (problem === null) continue;
        if (whose.size === 0) {
          rejected++;
          remarks.push(await rejectRow(work.id, { place: found.place, rejection: problem }, file));
        } else if (warnings++ < WARNINGS) remarks.push(remarkRow(work.id, 'warning', found.place, problem, null));
        if (remarks.length >= REMARKS) await store();
      }
      const last = batch.at(-1)?.place;
      const share = last === undefined ? 1 : (last.offset + last.length) / Math.max(1, bytes);
      tell({ bytesRead: Math.round(work.bytes * Math.min(1, share)), records, rejected, format });
    }
    await store();
    return { parts: await parts.end(), format, header, records, rejected };
  } catch (error) {
    await parts.drop();
    throw error;
  } finally {
    await file.close();
  }
}

function originalOf(file: FileHandle, { place }: Found): Promise<Buffer> {
  return partOfOpen(file, place.offset, place.length);
}

/** Who is meant by the names in a file: by an ISIL, or as the source says. */
class Holders {
  private constructor(
    private readonly named: ReadonlyMap<string, Isil>,
    private readonly actsFor: ReadonlySet<Isil> | null,
  ) {}

  static async of(em: EntityManager, { id }: Work, given: Readonly<Record<string, Isil>>): Promise<Holders> {
    const known = await em.fork().execute<{ isil: Isil }[]>(`select isil from participant`);
    const [run] = await em
      .fork()
      .execute<{ actsFor: Isil[] | null }[]>(`select acts_for as "actsFor" from run where id = ?`, [id]);
    const isils = new Set(known.map(({ isil }) => isil));
    const names = [...Array.from(isils, (isil) => [isil, isil] as const), ...Object.entries(given)];
    return new Holders(
      new Map(names.filter(([, isil]) => isils.has(isil)).map(([name, isil]) => [plain(name), isil])),
      run?.actsFor == null ? null : new Set(run.actsFor),
    );
  }

  /** To whom a record goes, with the names that it has there, and what is wrong with it otherwise. */
  whoseIs(found: Found): { whose: Map<Isil, Named>; problem: Rejection | null } {
    const whose = new Map<Isil, Named>();
    if (found.rejection !== undefined) return { whose, problem: found.rejection };
    const { localId } = found.record;
    const holders = holdersOf(found.record);
    let problem: Rejection | null = holders.length === 0 ? { ...NOBODY, localId } : null;
    for (const names of holders) {
      const isil = names.map((name) => this.named.get(plain(name))).find((it) => it !== undefined);
      if (isil === undefined) problem = { ...unknown(names), localId };
      else if (this.actsFor?.has(isil) === false) problem = { ...notYours(isil), localId };
      else whose.set(isil, [...(whose.get(isil) ?? []), ...names]);
    }
    return { whose, problem };
  }
}

function holdersOf({ holders, items = [] }: LocalRecord): readonly Named[] {
  return holders ?? [...new Set(items.map(({ holder }) => holder))].filter((it) => it !== null).map((name) => [name]);
}

function plain(name: string): string {
  return name.trim().toUpperCase();
}

const NOBODY: Rejection = {
  code: 'holder.missing',
  message: 'The record does not say whose it is',
  hint: 'Say on the page of the source in which field or column the library stands, or add it to the record.',
};

function unknown(names: Named): Rejection {
  return {
    code: 'holder.unknown',
    message: `The record is of '${names.join("', '").slice(0, 200)}', which is no participant`,
    hint: 'Say on the page of the source which participant is called so; then deliver this record again.',
  };
}

function notYours(isil: Isil): Rejection {
  return {
    code: 'holder.not-yours',
    message: `The record is of ${isil}, for which you do not act`,
    hint: 'Let that library name you as the one that represents it; then deliver this record again.',
  };
}

/** The files that a file is divided into, all written at once. */
class Parts {
  private readonly open = new Map<Isil, { stream: PassThrough; kept: Promise<Spooled>; called: Set<string> }>();
  private readonly separator: Buffer | null;

  constructor(
    private readonly spool: Spool,
    private readonly header: Buffer | null,
    format: string,
  ) {
    this.separator = format === 'marc21' ? null : Buffer.from('\n');
  }

  async add(whose: ReadonlyMap<Isil, Named>, original: Buffer): Promise<void> {
    for (const [isil, names] of whose) {
      const part = this.open.get(isil) ?? this.begin(isil);
      for (const name of names) part.called.add(name);
      let more = part.stream.write(original);
      if (this.separator !== null && original.at(-1) !== 0x0a) more = part.stream.write(this.separator);
      // Where the disk refuses, what is kept says so.
      if (!more) await Promise.race([once(part.stream, 'drain'), part.kept]);
    }
  }

  async end(): Promise<Part[]> {
    const parts: Part[] = [];
    for (const [participant, { stream, kept, called }] of this.open) {
      stream.end();
      parts.push({ participant, called: [...called].toSorted(), file: await kept });
    }
    return parts;
  }

  async drop(): Promise<void> {
    for (const { stream, kept } of this.open.values()) {
      stream.destroy();
      await kept.then(
        ({ id }) => this.spool.drop(id),
        () => {},
      );
    }
  }

  private begin(isil: Isil) {
    const stream = new PassThrough();
    const kept = this.spool.keep(stream);
    // Whoever awaits it hears of a failure.
    kept.catch(() => {});
    const part = { stream, kept, called: new Set<string>() };
    this.open.set(isil, part);
    if (this.header !== null) stream.write(this.header);
    return part;
  }
}
