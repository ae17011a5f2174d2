import { type Isil, Refusal } from '#libs/kernel';
import {
  BadDirectory,
  MalformedXml,
  MarcFields,
  marcRecord,
  MarcSplitter,
  type MarcView,
  marcXmlRecord,
  parseRecord,
  type RawRecord,
  type RawXmlRecord,
  XML_END,
  XML_START,
  XmlMarcFields,
  XmlSplitter,
} from '#libs/marc';
import type { DeliveredCommitment } from '../model/delivered-commitment.ts';
import { actionNote, BECAME, COMMITTED, fieldOfNote, REVIEWED } from './action-note.ts';
import { commitmentIn, notesOf } from './commitments-in-notes.ts';
import type { Piece, Rejected, Told, Wrapping } from './rejected.ts';
import { fieldsOfTitle, TITLE_TAGS, titleIn, type TitleInMarc, typeOfTitle } from './title-in-marc.ts';

const UNDERSTOOD = new Set([COMMITTED, REVIEWED, ...Object.keys(BECAME)]);

const ISO_2709: Wrapping = {
  name: 'afgekeurd.mrc',
  type: 'application/marc',
  before: '',
  after: '',
  told: (piece) => piece,
};
const MARCXML: Wrapping = {
  name: 'afgekeurd.xml',
  type: 'application/marcxml+xml',
  before: XML_START,
  after: XML_END,
  told: (piece) => Buffer.concat([Buffer.from(piece), Buffer.from('\n')]),
};

/** Reads the commitments of a participant from a file of MARC 21 (ISO 2709), a piece at a time. */
export async function* commitmentsInMarc(
  pieces: AsyncIterable<Uint8Array>,
  deliveredBy: Isil,
): AsyncGenerator<Told<DeliveredCommitment>> {
  const splitter = new MarcSplitter();
  const reader = new NoteReader(deliveredBy, ISO_2709, new BinaryFields());
  for await (const piece of pieces) yield reader.told(splitter.push(piece));
  yield reader.told(splitter.end());
}

/** The same of MARCXML, whatever its records are wrapped in. */
export async function* commitmentsInMarcXml(
  pieces: AsyncIterable<Uint8Array>,
  deliveredBy: Isil,
): AsyncGenerator<Told<DeliveredCommitment>> {
  const splitter = new XmlSplitter();
  const reader = new NoteReader(deliveredBy, MARCXML, new XmlFields());
  for await (const piece of pieces) yield reader.told(splitter.push(piece));
  yield reader.told(splitter.end());
}

/** Writes the commitments about one title as a record. */
export function commitmentsAsMarc(commitments: readonly DeliveredCommitment[]): Buffer {
  const record = recordOf(commitments);
  return record === null ? Buffer.alloc(0) : marcRecord(record.fields, record.type);
}

/** The same as MARCXML, to stand between `XML_START` and `XML_END`. */
export function commitmentsAsMarcXml(commitments: readonly DeliveredCommitment[]): string {
  const record = recordOf(commitments);
  return record === null ? '' : marcXmlRecord(record.fields, record.type);
}

function recordOf(commitments: readonly DeliveredCommitment[]) {
  const [first] = commitments;
  if (first === undefined || !('key' in first.promise.about)) return null;
  const { about } = first.promise;
  const notes = commitments.flatMap(notesOf).map(fieldOfNote);
  return { fields: [['001', about.key] as const, ...fieldsOfTitle(about), ...notes], type: typeOfTitle(about) };
}

/** A record that cannot be read, and what to do. */
class Unreadable extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Opens records as their format has them; throws `Unreadable`. */
interface Opening<R> {
  open(record: R): MarcView;
}

class BinaryFields implements Opening<RawRecord> {
  readonly #fields = new MarcFields([...TITLE_TAGS, 583]);

  open(raw: RawRecord): MarcView {
    try {
      this.#fields.open(raw);
    } catch (error) {
      if (!(error instanceof BadDirectory)) throw error;
      throw new Unreadable('marc.directory', `${error.message}; export this record again`);
    }
    return this.#fields;
  }
}

class XmlFields implements Opening<RawXmlRecord> {
  open({ bytes, line }: RawXmlRecord): MarcView {
    try {
      return new XmlMarcFields(parseRecord(bytes));
    } catch (error) {
      if (!(error instanceof MalformedXml)) throw error;
      const where = `The XML is not well-formed at line ${line + error.line}`;
      throw new Unreadable('xml.malformed', `${where}: ${error.message}. Export this record again`);
    }
  }
}

interface Raw {
  readonly bytes: Buffer;
  readonly damage?: { readonly code: string; readonly message: string; readonly hint: string } | undefined;
}

/** Finds the commitments in records, numbered through the file. */
class NoteReader<R extends Raw> {
  #number = 0;

  constructor(
    private readonly deliveredBy: Isil,
    private readonly wrapping: Wrapping,
    private readonly opening: Opening<R>,
  ) {}

  told(records: Iterable<R>): Told<DeliveredCommitment> {
    const found: { place: string; piece: Piece; what: DeliveredCommitment }[] = [];
    const rejected: (Rejected & { piece: Piece })[] = [];
    let others = 0;
    for (const raw of records) {
      const place = `record ${++this.#number}`;
      const { bytes: piece } = raw;
      for (const one of this.#commitmentsIn(raw)) {
        if (one === 'other') others++;
        else if ('promise' in one) found.push({ place, piece, what: one });
        else rejected.push({ piece, ...one, place: place + one.place });
      }
    }
    return { found, rejected, others, wrapping: this.wrapping };
  }

  *#commitmentsIn(raw: R): Generator<DeliveredCommitment | Rejected | 'other'> {
    if (raw.damage !== undefined) {
      const { code, message, hint } = raw.damage;
      yield { place: '', code, message: `${message}. ${hint}` };
      return;
    }
    let fields: MarcView;
    try {
      fields = this.opening.open(raw);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      yield { place: '', code: error.code, message: error.message };
      return;
    }
    const notes = fields.all(583).map((field) => actionNote(fields, field));
    for (const note of notes) {
      if (!UNDERSTOOD.has(note.action)) yield 'other';
      if (note.action !== COMMITTED) continue;
      try {
        yield commitmentIn(note, notes, titleOf(fields), this.deliveredBy);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        yield { place: ` (001 ${fields.control(1).trim()})`, code: error.code, message: error.message };
      }
    }
  }
}

function titleOf(fields: MarcView): TitleInMarc {
  const about = titleIn(fields);
  if (about !== null) return about;
  throw new Refusal(
    'commitment.title-missing',
    'The record has no ISBN (020), ISSN (022), PPN or OCN (035) by which its title is known; add one',
  );
}
