import { BadDirectory, MarcFields, MarcSplitter, printable, type RawRecord } from '#libs/marc';
import type { Found, Glimpse, Place, Rejection, WantedRecords } from '../found.ts';
import { DEFAULT_MAPPING, type SourceMapping } from '../mapping.ts';
import { tellsNothing } from '../tells-nothing.ts';
import { NOTHING_TO_MATCH, recordOf, tagsOf } from './record.ts';

/** Few, so that what was read is used and forgotten before the garbage collector has to move it. */
const BATCH = 50;

/** Reads MARC 21 in ISO 2709, record by record: what is wrong with one record costs that record only. */
export class MarcReader {
  readonly #splitter = new MarcSplitter();
  readonly #fields: MarcFields;
  readonly #mapping: SourceMapping;
  readonly #wanted: WantedRecords | undefined;
  #number = 0;

  constructor(mapping: SourceMapping = DEFAULT_MAPPING, wanted?: WantedRecords) {
    this.#mapping = mapping;
    this.#wanted = wanted;
    this.#fields = new MarcFields(tagsOf(mapping));
  }

  push(bytes: Uint8Array): Generator<Found[]> {
    return this.#readAll(this.#splitter.push(bytes));
  }

  end(): Generator<Found[]> {
    return this.#readAll(this.#splitter.end());
  }

  *#readAll(records: readonly RawRecord[]): Generator<Found[]> {
    let found: Found[] = [];
    for (const raw of records) {
      const number = ++this.#number;
      if (this.#wanted?.has(number) !== false) found.push(this.#read(raw, number));
      if (found.length < BATCH) continue;
      yield found;
      found = [];
    }
    yield found;
  }

  #read(raw: RawRecord, number: number): Found {
    const place = { number, offset: raw.offset, length: raw.length };
    if (raw.damage !== undefined) return this.#reject(place, raw, raw.damage);
    try {
      this.#fields.open(raw);
    } catch (thrown) {
      if (!(thrown instanceof BadDirectory)) throw thrown;
      return this.#reject(place, raw, {
        code: 'marc.directory',
        message: `The directory of the record is wrong: ${thrown.message}`,
        hint: 'Export this record again as MARC 21 (ISO 2709); the records around it were read.',
      });
    }
    const content = raw.bytes;
    const record = recordOf(this.#fields, content, this.#mapping);
    if (tellsNothing(record)) return this.#reject(place, raw, { ...NOTHING_TO_MATCH, localId: record.localId });
    return { place, record, content };
  }

  #reject(place: Place, raw: RawRecord, rejection: Rejection): Found {
    const localId = rejection.localId ?? controlNumberIn(raw);
    const named = `record ${place.number} at byte ${place.offset}${localId === undefined ? '' : ` (001 ${localId})`}`;
    return {
      place,
      rejection: { ...rejection, message: `${rejection.message} (${named})`, localId },
    };
  }
}

/** Reads a whole stream, a piece at a time. */
export async function* readMarc(
  pieces: AsyncIterable<Uint8Array>,
  mapping?: SourceMapping,
  wanted?: WantedRecords,
): AsyncGenerator<Found[]> {
  const reader = new MarcReader(mapping, wanted);
  for await (const piece of pieces) yield* reader.push(piece);
  yield* reader.end();
}

/** Goes through a stream without making sense of more than the control number. */
export async function* skimMarc(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Glimpse[]> {
  const splitter = new MarcSplitter();
  const fields = new MarcFields([1]);
  let number = 0;
  const glimpsed = (raw: RawRecord): Glimpse => ({
    number: ++number,
    localId: controlNumberOf(raw, fields),
    content: raw.bytes,
  });
  for await (const piece of pieces) yield splitter.push(piece).map(glimpsed);
  yield splitter.end().map(glimpsed);
}

function controlNumberOf(raw: RawRecord, fields: MarcFields): string | null {
  if (raw.damage !== undefined) return null;
  try {
    fields.open(raw);
  } catch (thrown) {
    if (thrown instanceof BadDirectory) return null;
    throw thrown;
  }
  return fields.control(1).trim() || null;
}

/** The 001 of a record that is too damaged to read: what its directory says, if that can be followed at all. */
function controlNumberIn({ text }: RawRecord): string | undefined {
  const base = Number.parseInt(text.slice(12, 17), 10);
  const entry = /^001(\d{4})(\d{5})/.exec(text.slice(24, 36));
  if (entry === null || !(base < text.length)) return undefined;
  const from = base + Number(entry[2]);
  const value = printable(text.slice(from, from + Number(entry[1]) - 1).trim());
  return value === '' ? undefined : value.slice(0, 50);
}
