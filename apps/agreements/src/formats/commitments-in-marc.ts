import { type Isil, Refusal } from '#libs/kernel';
import { BadDirectory, MarcFields, marcRecord, MarcSplitter, type RawRecord } from '#libs/marc';
import type { DeliveredCommitment } from '../model/delivered-commitment.ts';
import { type ActionNote, actionNote, BECAME, COMMITTED, fieldOfNote, REVIEWED } from './action-note.ts';
import { commitmentIn, notesOf } from './commitments-in-notes.ts';
import type { Rejected, Told } from './rejected.ts';
import { fieldsOfTitle, TITLE_TAGS, titleIn } from './title-in-marc.ts';

const UNDERSTOOD = new Set([COMMITTED, REVIEWED, ...Object.keys(BECAME)]);

/** Reads the commitments of a participant from a file of MARC 21 (ISO 2709), a piece at a time. */
export async function* commitmentsInMarc(
  pieces: AsyncIterable<Uint8Array>,
  deliveredBy: Isil,
): AsyncGenerator<Told<DeliveredCommitment>> {
  const splitter = new MarcSplitter();
  const reader = new NoteReader(deliveredBy);
  for await (const piece of pieces) yield reader.told(splitter.push(piece));
  yield reader.told(splitter.end());
}

/** Writes the commitments about one title as a record. */
export function commitmentsAsMarc(commitments: readonly DeliveredCommitment[]): Buffer {
  const [first] = commitments;
  if (first === undefined || !('key' in first.promise.about)) return Buffer.alloc(0);
  const { about } = first.promise;
  const notes = commitments.flatMap(notesOf).map(fieldOfNote);
  return marcRecord([['001', about.key], ...fieldsOfTitle(about), ...notes]);
}

/** Finds the commitments in records, numbered through the file. */
class NoteReader {
  readonly #fields = new MarcFields([...TITLE_TAGS, 583]);
  #number = 0;

  constructor(private readonly deliveredBy: Isil) {}

  told(records: Iterable<RawRecord>): Told<DeliveredCommitment> {
    const found: { place: string; what: DeliveredCommitment }[] = [];
    const rejected: Rejected[] = [];
    let others = 0;
    for (const raw of records) {
      const place = `record ${++this.#number}`;
      const notes = this.#notes(raw, place, rejected);
      others += notes.filter(({ action }) => !UNDERSTOOD.has(action)).length;
      for (const note of notes.filter(({ action }) => action === COMMITTED)) {
        try {
          found.push({ place, what: this.#commitment(note, notes) });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          rejected.push({
            place: `${place} (001 ${this.#fields.control(1).trim()})`,
            code: error.code,
            message: error.message,
          });
        }
      }
    }
    return { found, rejected, others };
  }

  #commitment(note: ActionNote, notes: readonly ActionNote[]): DeliveredCommitment {
    const about = titleIn(this.#fields);
    if (about === null) {
      throw new Refusal(
        'commitment.title-missing',
        'The record has no ISBN (020), ISSN (022), PPN or OCN (035) by which its title is known; add one',
      );
    }
    return commitmentIn(note, notes, about, this.deliveredBy);
  }

  #notes(raw: RawRecord, place: string, rejected: Rejected[]): ActionNote[] {
    if (raw.damage !== undefined) {
      rejected.push({ place, code: raw.damage.code, message: `${raw.damage.message}. ${raw.damage.hint}` });
      return [];
    }
    try {
      this.#fields.open(raw);
    } catch (error) {
      if (!(error instanceof BadDirectory)) throw error;
      rejected.push({ place, code: 'marc.directory', message: `${error.message}; export this record again` });
      return [];
    }
    return this.#fields.all(583).map((field) => actionNote(this.#fields, field));
  }
}
