import { printable } from '#libs/marc';
import type { Found, Glimpse, Place, Rejection, WantedRecords } from '../found.ts';
import { type Line, LINE_LIMIT, LineSplitter } from '../lines.ts';
import { DEFAULT_MAPPING, type SourceMapping } from '../mapping.ts';
import { tellsNothing } from '../tells-nothing.ts';
import { decoded } from '../text.ts';
import { type PicaField, PicaFields, valueOf } from './fields.ts';
import { NOTHING_TO_MATCH, numberIn, recordOf } from './record.ts';
import { FIELD_END, normalisedField, plainField, type PicaForm } from './syntax.ts';

/** Few, so that what was read is used and forgotten before the garbage collector has to move it. */
const BATCH = 50;
/** More than this is no record: where one ends is missing. */
const RECORD_LIMIT = LINE_LIMIT;

/** What is wrong with a record, and in which line. */
interface Damage {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** PICA+ as records are read one by one: by lines with `$` or `ƒ`, or normalised with a record a line. */
export async function* readPica(
  pieces: AsyncIterable<Uint8Array>,
  form: PicaForm,
  mapping: SourceMapping = DEFAULT_MAPPING,
  wanted?: WantedRecords,
): AsyncGenerator<Found[]> {
  yield* cut(pieces, form, (written) =>
    wanted?.has(written.place.number) === false ? null : foundIn(written, mapping),
  );
}

/** Goes through a stream without making sense of more than the PPN. */
export async function* skimPica(pieces: AsyncIterable<Uint8Array>, form: PicaForm): AsyncGenerator<Glimpse[]> {
  yield* cut(pieces, form, ({ place, fields, damage, content }) => ({
    number: place.number,
    localId: damage === undefined ? numberIn(fields) || null : null,
    content,
  }));
}

/** A record as it stands in the file. */
interface Written {
  readonly place: Place;
  readonly fields: readonly PicaField[];
  readonly damage: Damage | undefined;
  /** Its lines. */
  readonly content: string;
}

/** What is made of a record; nothing when it is not wanted. */
type Make<T> = (written: Written) => T | null;

async function* cut<T>(pieces: AsyncIterable<Uint8Array>, form: PicaForm, make: Make<T>): AsyncGenerator<T[]> {
  const reader = form === 'plain' ? new PlainReader(make) : new NormalisedReader(make);
  const lines = new LineSplitter();
  let found: T[] = [];
  for await (const piece of pieces) {
    for (const line of lines.push(piece)) {
      const each = reader.line(line);
      if (each !== null) found.push(each);
      if (found.length < BATCH) continue;
      yield found;
      found = [];
    }
  }
  const last = [...lines.end()].map((line) => reader.line(line));
  yield [...found, ...last, reader.end()].filter((it) => it !== null);
}

/** What was read of one record, as it is taken or rejected. */
function foundIn({ place, fields, damage, content }: Written, mapping: SourceMapping): Found {
  const record = recordOf(new PicaFields(fields), mapping.pica);
  const rejection = damage ?? (tellsNothing(record) ? NOTHING_TO_MATCH : undefined);
  if (rejection === undefined) return { place, record, content };
  const localId = valueOf(
    fields.find(({ tag }) => tag === '003@'),
    '0',
  ).slice(0, 50);
  return { place, rejection: { ...rejection, ...named(rejection, place, localId) } };
}

function named({ message }: Damage, place: Place, localId: string): Pick<Rejection, 'message' | 'localId'> {
  const where = place.line === undefined ? `at byte ${place.offset}` : `at line ${place.line}`;
  return {
    message: `${message} (record ${place.number} ${where}${localId === '' ? '' : `, PPN ${localId}`})`,
    ...(localId === '' ? {} : { localId }),
  };
}

/** Records between empty lines; the heading that WinIBW prints above each is passed over. */
class PlainReader<T> {
  #number = 0;
  #content = '';
  #fields: PicaField[] = [];
  #damage: Damage | undefined;
  #first: Line | undefined;
  #end = 0;

  constructor(private readonly make: Make<T>) {}

  /** The record that ends before or with this line. */
  line(line: Line): T | null {
    const text = line.number === 1 ? line.text.replace(/^\u00ef\u00bb\u00bf/, '') : line.text;
    if (text.trim() === '') {
      // The empty line belongs to the record: put behind each other, rejected ones stay apart.
      this.#end = line.offset + line.length;
      return this.#fields.length > 0 || this.#damage !== undefined ? this.end() : null;
    }
    const before = text.startsWith('SET: ') ? this.end() : null;
    if (this.#fields.length === 0 && this.#damage === undefined && isHeading(text)) return before;
    this.#first ??= line;
    this.#end = line.offset + line.length;
    if (this.#end - this.#first.offset > RECORD_LIMIT) this.#damage ??= TOO_LONG;
    if (this.#damage !== undefined) return before;
    const field = plainField(text);
    this.#content += `${text}\n`;
    if (field !== null) this.#fields.push(field);
    else this.#damage = noField(line);
    return before;
  }

  end(): T | null {
    const first = this.#first;
    if (first === undefined) return null;
    const place = {
      number: ++this.#number,
      offset: first.offset,
      length: this.#end - first.offset,
      line: first.number,
    };
    const [fields, damage, content] = [this.#fields, this.#damage, this.#content];
    this.#content = '';
    this.#fields = [];
    this.#damage = undefined;
    this.#first = undefined;
    return this.make({ place, fields, damage, content });
  }
}

/** A record a line, with the separators of ISO 2709 between fields and subfields. */
class NormalisedReader<T> {
  #number = 0;

  constructor(private readonly make: Make<T>) {}

  line({ text, offset, length, number, ended }: Line): T | null {
    const content = text.replaceAll('\u001d', '');
    if (content.trim() === '') return null;
    const place = { number: ++this.#number, offset, length, line: number };
    const parts = content.split(FIELD_END);
    const rest = parts.pop() ?? '';
    const fields: PicaField[] = [];
    let damage: Damage | undefined = length > RECORD_LIMIT ? TOO_LONG : undefined;
    for (const part of parts) {
      const field = normalisedField(part);
      if (field !== null) fields.push(field);
      else damage ??= badField(part);
    }
    if (rest.trim() !== '') damage ??= ended ? badField(rest) : TRUNCATED;
    return this.make({ place, fields, damage, content });
  }

  end(): null {
    return null;
  }
}

const TOO_LONG: Damage = {
  code: 'pica.too-long',
  message: `No end of the record within ${RECORD_LIMIT.toLocaleString('en')} bytes`,
  hint: 'Export the file again with an empty line (plain) or a line end (normalised) behind each record.',
};

const TRUNCATED: Damage = {
  code: 'pica.truncated',
  message: 'The file ends in the middle of this record',
  hint: 'The transfer or the export was broken off. Deliver the file again; the records before this one were read.',
};

function noField(line: Line): Damage {
  return {
    code: 'pica.field',
    message: `Line ${line.number} is no PICA+ field: '${printable(line.text.slice(0, 40))}'${line.ended ? '' : '; the file ends there'}`,
    hint: 'A field begins with its tag, such as 021A, a space, and a subfield. Export the record again; the records around it were read.',
  };
}

function badField(text: string): Damage {
  return {
    code: 'pica.field',
    message: `'${printable(text.slice(0, 40))}' is no PICA+ field`,
    hint: 'A field begins with its tag, such as 021A, a space, and a subfield. Export the record again; the records around it were read.',
  };
}

/** Lines that WinIBW prints above a record: what it is in the result, when it was made, warnings. */
function isHeading(text: string): boolean {
  return !/^[012]\d\d[A-Z@]/.test(text) && /^(?:SET: |[\p{L}]+: )/u.test(decoded(text));
}
